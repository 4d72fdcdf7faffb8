"""Links between objectives and contributions between key results. Each act takes the organisation's alignment
lock before its first read (docs/trust.md T8)."""
