"""Changing and ending what is active, with a reason."""
