"""Writing an objective: the editor, the quality coach, submitting and approving."""
