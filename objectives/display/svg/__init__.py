"""SVG from geometry: objectives.charts says where and what, these write it down. Strings in, strings out, no
Django."""
