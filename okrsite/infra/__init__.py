"""Queue, relay, mail, htmx, health and static files. Knows no OKR and imports no app."""
