"""People and units from a CSV file: columns, dry run, import."""
