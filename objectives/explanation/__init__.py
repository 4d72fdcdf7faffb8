"""Why a figure is what it is: the contributors that add up to it, what is left out, and what holds it back."""
