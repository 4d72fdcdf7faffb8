"""The company page and the lists behind its figures."""
