"""The demo company: Fjellvann AS, its people, its objectives and three quarters of weekly history.

`company` says who there is, `okrs` what they want, `story` plays it week by week through the product's own
actions, so that every figure, snapshot and history line is one that the product made. Deterministic for a
given day.
"""
