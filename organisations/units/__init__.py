"""The tree of units and its rollout."""
