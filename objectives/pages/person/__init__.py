"""A person's page, and the cards other apps add to it."""
