"""A key result as a row that can be updated, on My week and in a meeting."""
