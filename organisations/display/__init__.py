"""Dates, numbers, dialogs and paging in the reader's language and zone."""
