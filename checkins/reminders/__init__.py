"""Reminders before a check-in, scheduled and by hand."""
