"""Signing in, one's account, and the way into an organisation."""
