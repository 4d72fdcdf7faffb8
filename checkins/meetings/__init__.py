"""Check-ins: the list of them, one meeting with its agenda, notes and actions, and thanks."""
