"""Cycles: the settings page, the actions, and the calendar they follow."""
