"""People: invitations, roles, managers, leaving and coming back."""
