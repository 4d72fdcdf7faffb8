"""The audit log: written with each act, read by administrators."""
