"""Geometry of everything that is drawn: numbers in, coordinates and sentences out. Pure, without Django.

`scale` (the ruler every number stands on), `lines` (sparklines and the trend chart), `bars` (mix, freshness,
sum, heat), `time` (the cycle ribbon, meeting marks). templatetags/drawing.py turns them into SVG. Positions
are percentages of the drawing's width, so that a drawing stretches without a viewBox or inline style.
"""
