"""Tags for words and signs of measurement: distance, confidence, freshness, links, heat cells, values of key
results."""

from decimal import Decimal
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from objectives.display import values
from objectives.display.charts.bars import heat, shortfall_heat
from objectives.display.measures import measure_of
from objectives.display.svg.words import signed
from objectives.models import KeyResult
from objectives.progress import PACE, PaceTable
from objectives.progress import distance as points_between
from organisations.display.numbers import percent
from organisations.display.reader import reader_of
from organisations.templatetags.northstar import drawn_glyph, drawn_icon

register = template.Library()

# Distance from pace -----------------------------------------------------------------------------------------

SIGNS = {"ahead": "up", "behind": "down", "far_behind": "far", "on_pace": "level", "too_early": "level"}


def pace_words(points: int, word: str) -> str:
    """The pace table in words: "3 pts ahead", "9 pts behind", "31 pts, far behind", "on pace"."""
    unit = "pt" if abs(points) == 1 else "pts"
    match word:
        case "ahead":
            return f"{points} {unit} ahead"
        case "behind":
            return f"{-points} {unit} behind"
        case "far_behind":
            return f"{-points} {unit}, far behind"
        case "too_early":
            return "too early to say"
    return "on pace"


@register.simple_tag
def delta(points: int | None, early: bool = False, table: PaceTable = PACE) -> SafeString:
    """{% delta -9 %}: sign and words of a distance in whole points; nothing where nothing is measured."""
    if points is None:
        return mark_safe("")
    word = "too_early" if early else str(table.pace(points))
    return mark_safe(
        f'<span class="delta delta-{word}">{drawn_glyph(SIGNS[word])}<span>{pace_words(points, word)}</span></span>'
    )


@register.simple_tag
def delta_of(
    progress: int | None, expected: int | None, early: bool = False, table: PaceTable = PACE
) -> SafeString:
    """{% delta_of objective.progress objective.expected %}: shown progress less shown expected, so that
    readers can check it."""
    if progress is None or expected is None:
        return mark_safe("")
    return delta(points_between(progress, expected), early, table)


@register.simple_tag
def heat_cell(points: int | None, url: str = "", label: str = "", table: PaceTable = PACE) -> SafeString:
    """{% heat_cell -12 url "Product" %}: points from pace on one of seven grounds; sign and number carry it,
    colour helps."""
    if points is None:
        return mark_safe('<span class="cell"><span class="quiet">No data yet</span></span>')
    word = str(table.pace(points))
    said = f"{label}: {pace_words(points, word)}" if label else pace_words(points, word)
    inside = f"{drawn_glyph(SIGNS[word])}<span>{signed(points)}</span>"
    return cell(inside, f"heat-{heat(points, table)}", url, said)


@register.simple_tag(takes_context=True)
def share_cell(
    context: Context, percentage: int | None, fine: int, url: str = "", label: str = ""
) -> SafeString:
    """{% share_cell 78 80 url "Product, updated" %}: a percentage that is only coloured where it falls short
    of `fine`."""
    if percentage is None:
        return mark_safe('<span class="cell"><span class="quiet">\u2013</span></span>')
    words = percent(percentage, reader_of(context).locale, 0)
    return cell(
        f"<span>{words}</span>",
        f"heat-{shortfall_heat(percentage, fine=fine)}",
        url,
        f"{label}: {words}" if label else words,
    )


def cell(inside: str, ground: str, url: str, said: str) -> SafeString:
    if url:
        return mark_safe(
            f'<a class="cell {ground}" href="{escape(url)}" aria-label="{escape(said)}">{inside}</a>'
        )
    return mark_safe(f'<span class="cell {ground}">{inside}</span>')


# Confidence -------------------------------------------------------------------------------------------------

CONFIDENCE = {
    "on": ("on", "On track"),
    "risk": ("risk", "At risk"),
    "off": ("off", "Off track"),
    "": ("unset", "Not set"),
    "reached": ("reached", "Reached"),
}


@register.simple_tag
def conf(confidence: str | None, look: str = "chip", words: str = "") -> SafeString:
    """{% conf "risk" %}: icon and words. look: chip, bare (no ground), tiny, dot (icon only, name kept for
    screen readers)."""
    kind, said = CONFIDENCE[str(confidence or "")]
    classes = f"conf conf-{kind}" + ("" if look == "chip" else f" conf-{escape(str(look))}")
    hidden = ' class="visually-hidden"' if look == "dot" else ""
    return mark_safe(
        f'<span class="{classes}">{drawn_glyph("conf-" + kind)}<span{hidden}>{escape(words or said)}</span></span>'
    )


@register.simple_tag
def conf_count(confidence: str, count: int) -> SafeString:
    """A number with its silhouette, for legends and tables; nothing for none."""
    kind, said = CONFIDENCE[str(confidence or "")]
    if not count:
        return mark_safe("")
    return mark_safe(
        f'<span class="conf-count conf-{kind}">{drawn_glyph("conf-" + kind, label=said)}{count}</span>'
    )


@register.simple_tag
def conf_picker(name: str, chosen: str = "", legend: str = "Confidence", form: str = "") -> SafeString:
    """Three radios as one control; arrow keys move and select by themselves, 1, 2, 3 select while focus is in
    the row."""
    owner = f' form="{escape(form)}"' if form else ""
    options = []
    for key, value in (("1", "on"), ("2", "risk"), ("3", "off")):
        kind, words = CONFIDENCE[value]
        checked = " checked" if value == chosen else ""
        options.append(
            f'<label class="pick-{kind}"><input type="radio" name="{escape(name)}" value="{value}" data-key="{key}"{checked}{owner}>'
            f"{drawn_glyph('conf-' + kind)}<span>{words}</span></label>"
        )
    return mark_safe(
        f'<fieldset class="picker"><legend class="visually-hidden">{escape(legend)}</legend>{"".join(options)}</fieldset>'
    )


# Freshness --------------------------------------------------------------------------------------------------

FRESHNESS = {
    "fresh": ("circle-check", "Fresh"),
    "pending": ("clock", "Pending"),
    "overdue": ("clock-alert", "Overdue"),
    "missed": ("circle-slash", "Missed"),
    "away": ("luggage", "Away"),
}


@register.simple_tag
def fresh(state: str, words: str = "", boxed: bool = False) -> SafeString:
    """{% fresh "pending" "Due Thu" %}: icon and word of how long a key result has been silent; `boxed` as a
    tag."""
    if not state:
        return mark_safe("")
    name, said = FRESHNESS[str(state)]
    box = " tag" if boxed else ""
    return mark_safe(
        f'<span class="fresh fresh-{escape(str(state))}{box}">{drawn_icon(name, "", "")}<span>{escape(words or said)}</span></span>'
    )


# Links ------------------------------------------------------------------------------------------------------

LINKS = {"direct": "Direct link to", "indirect": "Indirect link to", "proposed": "Proposed link to"}


@register.simple_tag
def link_glyph(kind: str, label: str = "", silent: bool = False) -> SafeString:
    """{% link_glyph "direct" %}: filled dot on a solid line; indirect a ring on dashes; proposed half a dot
    on dots."""
    return mark_safe(
        drawn_glyph(
            str(kind), f"link-glyph link-{escape(str(kind))}", "" if silent else label or LINKS[str(kind)]
        )
    )


# Values -----------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def value(context: Context, amount: Decimal | None, measure: values.Measure, words: bool = True) -> str:
    """{% value key_result.current measure %}: "60 days"; `words=False` as short as on a scale, "60"."""
    if amount is None:
        return "\u2013"
    write = values.in_words if words else values.plain
    return write(amount, measure, reader_of(context).locale)


@register.simple_tag(takes_context=True)
def value_of(context: Context, amount: Decimal | None, key_result: KeyResult) -> str:
    """{% value_of update.value key_result %}: a value with its key result's unit, "–" without one."""
    return value(context, amount, measure_of(key_result))


@register.filter
def points(distance: int) -> str:
    """A signed number of points: "+4", "\u221212", "0"."""
    return signed(distance)


@register.filter
def sum_tone(index: int) -> int:
    """Which of the sum bar's four blues a contributor wears, counted from 0."""
    return index % 4 + 1
