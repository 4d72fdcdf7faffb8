"""My week: the employee's page."""
