"""Tags that draw: {% scale figure %}, {% spark values %}, {% chart trend %}, {% mix figure %}, {%
ribbon_ruler ribbon %} ...

Each is the function of its name in objectives.display.svg, whose docstring shows its use; what it returns is SVG
it wrote itself, with every word in it escaped.
"""

from collections.abc import Callable
from functools import wraps

from django import template
from django.utils.safestring import SafeString, mark_safe

from objectives.display.svg.bars import countbar, dry_bar, freshbar, mix, sumbar
from objectives.display.svg.lines import chart, distance_spark, spark
from objectives.display.svg.scale import gapline, scale
from objectives.display.svg.time import meetings, ribbon_ruler, year_ruler

register = template.Library()


def drawn(draw: Callable[..., str]) -> Callable[..., SafeString]:
    """The same drawing, told to templates as safe."""

    @wraps(draw)
    def tag(*figures: object, **options: object) -> SafeString:
        return mark_safe(draw(*figures, **options))

    return tag


for draw in (
    *(scale, gapline, spark, distance_spark, chart),
    *(mix, freshbar, dry_bar, countbar, sumbar),
    *(ribbon_ruler, meetings, year_ruler),
):
    register.simple_tag(drawn(draw))
