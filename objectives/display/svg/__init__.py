"""SVG from the geometry of objectives.display.charts. Strings in, strings out, no Django."""
