"""The first run: people, company objectives, leaders' objectives, pilot."""
