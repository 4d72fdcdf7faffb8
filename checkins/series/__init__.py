"""Check-in series: how often people meet, the dates that follow, and which check-in a key result belongs
to."""
