"""Giving a key result a value, and taking it back."""
