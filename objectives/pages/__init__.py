"""The pages that read objectives: company, unit, person, objective."""
