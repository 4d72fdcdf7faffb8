"""An objective's page, and the list of objectives."""
