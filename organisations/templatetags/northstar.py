"""Tags of the interface that know no OKR: icons, people, pips, numbers and dates in the reader's own way,
fields."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select, Textarea
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from organisations.display import dates, numbers
from organisations.display.reader import reader_of
from organisations.display.urls import address

register = template.Library()


class Person(Protocol):
    """Whoever has a face on a page: a membership, or an example of one."""

    name: str
    public_id: str

    @property
    def short_name(self) -> str: ...
    @property
    def initials(self) -> str: ...


# Icons ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def drawn_icon(name: str, size: str, label: str) -> str:
    """A Lucide icon as inline SVG; read from its package once per process."""
    accessible = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    classes = f"icon icon-{size}" if size else "icon"
    svg = lucide(name, size=None)
    body = svg[svg.index(">") + 1 :]
    return (
        f'<svg class="{classes}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" {accessible}>{body}'
    )


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """{% icon "clock" %}: 16 px; size "sm" 14, "lg" 20. With a label it is an image, without one it is
    decoration."""
    return mark_safe(drawn_icon(str(name), str(size), str(label)))


def drawn_glyph(name: str, classes: str = "", label: str = "") -> str:
    """One of our own signs from the page's sprite (components/sprite.html): confidence, links, triangles, the
    star."""
    accessible = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="glyph {classes}" {accessible}><use href="#g-{name}"/></svg>'


@register.simple_tag
def glyph(name: str, classes: str = "", label: str = "") -> SafeString:
    return mark_safe(drawn_glyph(str(name), str(classes), str(label)))


# People -----------------------------------------------------------------------------------------------------


def tint(public_id: str) -> int:
    """One of eight tints for a person, the same on every page."""
    return zlib.crc32(public_id.encode()) % 8 + 1


def drawn_avatar(person: Person | None, size: str = "", *, alone: bool = False) -> str:
    """Initials on a tint. Beside a name it is hidden from screen readers; alone it carries the full name."""
    classes = f"avatar avatar-{size}" if size else "avatar"
    if person is None:
        return f'<span class="{classes} avatar-none" aria-hidden="true">{drawn_icon("user-x", "", "")}</span>'
    name = escape(person.name)
    accessible = f'role="img" aria-label="{name}" title="{name}"' if alone else 'aria-hidden="true"'
    return (
        f'<span class="{classes} tint-{tint(person.public_id)}" {accessible}>{escape(person.initials)}</span>'
    )


@register.simple_tag
def avatar(person: Person | None, size: str = "", alone: bool = True, quiet: bool = False) -> SafeString:
    """{% avatar person %}: 28 px; "s" 22, "l" 36, "xl" 44. `alone=False` beside the name; `quiet` outlines
    who is waited for."""
    drawn = drawn_avatar(person, str(size), alone=alone)
    return mark_safe(drawn.replace('class="avatar', 'class="avatar avatar-quiet', 1) if quiet else drawn)


@register.simple_tag
def who(person: Person | None, size: str = "s", full: bool = False, note: str = "") -> SafeString:
    """Avatar and name, "Maya B." or in full, and a word behind it; "No owner" in red where there is
    nobody."""
    if person is None:
        return mark_safe(
            f'<span class="who who-none">{drawn_avatar(None, str(size))}<span>No owner</span></span>'
        )
    name = escape(person.name if full else person.short_name)
    behind = f", {escape(str(note))}" if note else ""
    return mark_safe(f'<span class="who">{drawn_avatar(person, str(size))}<span>{name}{behind}</span></span>')


@register.simple_tag
def avatar_stack(people: Iterable[Person], size: str = "") -> SafeString:
    """Faces that overlap, each with its full name."""
    faces = "".join(f"<li>{drawn_avatar(person, str(size), alone=True)}</li>" for person in people)
    return mark_safe(f'<ul class="avatar-stack">{faces}</ul>')


# Small signs ------------------------------------------------------------------------------------------------


@register.simple_tag
def pips(marks: Sequence[bool], label: str, small: bool = False, half: int = -1) -> SafeString:
    """One pip per item of a small limit: filled, or an outline; `half` is the index of "this one"."""
    drawn = "".join(
        f'<i class="{"half" if index == half else "filled" if mark else "open"}"></i>'
        for index, mark in enumerate(marks)
    )
    return mark_safe(
        f'<span class="pips{" pips-small" if small else ""}" role="img" aria-label="{escape(label)}">{drawn}</span>'
    )


@register.simple_tag
def limit_pips(filled: int, limit: int, words: str = "", small: bool = True) -> SafeString:
    """ "2 of at most 3": so many of a limit."""
    said = words or f"{filled} of at most {limit}"
    return pips([index < filled for index in range(limit)], said, small)


TONES = ("", "accent", "risk", "off", "on", "praise", "private", "line")


@register.simple_tag
def tag(words: str, tone: str = "", icon: str = "") -> SafeString:
    """A word in a small box: {% tag "1 day late" "off" "clock" %}. Tones: accent, risk, off, on, praise,
    private, line."""
    drawn = drawn_icon(str(icon), "", "") if icon else ""
    classes = f"tag tag-{tone}" if tone in TONES and tone else "tag"
    return mark_safe(f'<span class="{classes}">{drawn}{escape(str(words))}</span>')


READERS = {"everyone": "eye", "participants": "users-round", "you": "eye-off"}


@register.simple_tag
def readers(who_reads: str, words: str) -> SafeString:
    """The foot of a card that says who reads it: "everyone" an eye, "participants" people, "you" a crossed
    eye."""
    return mark_safe(
        f'<p class="readers">{drawn_icon(READERS[str(who_reads)], "sm", "")}<span>{escape(str(words))}</span></p>'
    )


# Numbers and dates in the reader's own way ------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def number(context: Context, value: Decimal | int, places: int | None = None, signed: bool = False) -> str:
    return numbers.number(value, reader_of(context).locale, places, signed=signed)


@register.simple_tag(takes_context=True)
def percent(context: Context, value: Decimal | int, places: int | None = None) -> str:
    """{% percent 58 %}: a number that is a percentage already."""
    return numbers.percent(value, reader_of(context).locale, places)


@register.simple_tag(takes_context=True)
def share(context: Context, millionths: int | None, places: int = 0) -> str:
    """{% share objective.progress %}: millionths as "46%"; a dash where nothing is measured."""
    return "\u2013" if millionths is None else numbers.share(millionths, reader_of(context).locale, places)


@register.simple_tag(takes_context=True)
def moment(context: Context, then: datetime, clock: bool = False) -> str:
    """ "today 08:12", "yesterday 14:20", "Mon 17 Aug"; `clock=True` keeps the time on older ones."""
    found = reader_of(context)
    return dates.moment(then, found.now, found.zone, with_clock=clock)


@register.simple_tag(takes_context=True)
def clock(context: Context, then: datetime) -> str:
    """The reader's wall clock: "10:00"."""
    return dates.clock(then, reader_of(context).zone)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | datetime, form: str = "short") -> str:
    """Short "Mon 17 Aug" · near "in 2 days" · named "yesterday" · long "Tuesday 18 August" · weekday
    "Thu"."""
    found = reader_of(context)
    plain = value.astimezone(found.zone).date() if isinstance(value, datetime) else value
    match form:
        case "near":
            return dates.relative_day(plain, found.today)
        case "named":
            return dates.named_day(plain, found.today)
        case "long":
            return dates.long_day(plain)
        case "weekday":
            return dates.weekday(plain)
    return dates.day_and_month(plain, found.today)


@register.simple_tag(takes_context=True)
def due(context: Context, value: date, state: str = "") -> SafeString:
    """A date column: weekday, day, month. Late in red, within two days in amber, by itself unless `state`
    says so."""
    today = reader_of(context).today
    looks = state or ("late" if value < today else "soon" if (value - today).days <= 2 else "")
    return mark_safe(
        f'<time class="due {escape(looks)}" datetime="{value.isoformat()}"><span>{dates.weekday(value)}</span>'
        f"<b>{value.day}</b><span>{dates.month(value)}</span></time>"
    )


# Forms ------------------------------------------------------------------------------------------------------


@register.simple_tag
def field(
    bound: BoundField, label: str = "", hint: str = "", hide_label: bool = False, large: bool = False
) -> SafeString:
    """{% field form.name %}: label above, control, then the problem or the help. Wired for screen readers by
    Django."""
    widget = bound.field.widget
    kind = (
        "check" if isinstance(widget, CheckboxInput) else "select" if isinstance(widget, Select) else "input"
    )
    kind = "input" if isinstance(widget, Textarea) else kind
    given = str(widget.attrs.get("class", ""))
    classes = " ".join(part for part in (kind, "input-large" if large else "", given) if part)
    if hint:
        bound.help_text = hint
    control = bound.as_widget(attrs={"class": classes})
    words = escape(str(label or bound.label or ""))
    optional = "" if bound.field.required or kind == "check" else ' <span class="quiet">optional</span>'
    errors = "".join(
        f'<p class="error" id="{bound.auto_id}_error">{drawn_icon("octagon-alert", "sm", "")}<span>{escape(str(error))}</span></p>'
        for error in bound.errors
    )
    said = (
        f'<p class="help" id="{bound.auto_id}_helptext">{escape(str(bound.help_text))}</p>'
        if bound.help_text
        else ""
    )
    if kind == "check":
        return mark_safe(
            f'<div class="field"><label class="choice">{control}<span>{words}</span></label>{said}{errors}</div>'
        )
    hidden = " visually-hidden" if hide_label else ""
    if isinstance(widget, RadioSelect):
        return mark_safe(
            f'<fieldset class="field"><legend class="label{hidden}">{words}</legend>{radios(bound)}{said}{errors}</fieldset>'
        )
    return mark_safe(
        f'<div class="field"><label class="label{hidden}" for="{bound.id_for_label}">{words}{optional}</label>{control}{said}{errors}</div>'
    )


SHORT = 40
"""Letters that all choices together may have to stand side by side in a dialog of 480 px."""


def radios(bound: BoundField) -> str:
    """A few short words side by side as one control; longer ones below each other."""
    choices = list(bound.subwidgets)
    if sum(len(str(each.choice_label)) for each in choices) <= SHORT:
        sides = "".join(
            f"<label>{each.tag()}<span>{escape(str(each.choice_label))}</span></label>" for each in choices
        )
        return f'<div><div class="segmented">{sides}</div></div>'
    return "".join(
        f'<label class="choice">{each.tag()}<span>{escape(str(each.choice_label))}</span></label>'
        for each in choices
    )


@register.simple_tag
def form_problems(form: Any) -> SafeString:
    """What is wrong with a form as a whole, as one sentence above it; nothing when nothing is."""
    problems = form.non_field_errors()
    if not problems:
        return mark_safe("")
    said = " ".join(escape(str(problem)) for problem in problems)
    sign = drawn_icon("octagon-alert", "", "")
    return mark_safe(
        f'<p class="error error-box" role="alert" tabindex="-1" data-focus-next>{sign}<span>{said}</span></p>'
    )


# Addresses --------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, **more: Any) -> str:
    """{% page "objectives:company" as url %}: an address inside the organisation."""
    organisation = getattr(context.get("request"), "organisation", None) or context.get("organisation")
    return address(name, getattr(organisation, "slug", ""), **more)


@register.simple_tag
def address_of(name: str, **more: Any) -> str:
    """{% address_of "account_logout" as url %}: an address outside organisations."""
    return address(str(name), **more)


@register.simple_tag
def rhythm(ticks: int) -> SafeString:
    """How often, as a ruler of a month: so many ticks between its ends."""
    places = [f"{100 * index / (ticks - 1):.1f}" for index in range(ticks)]
    drawn = "".join(f'<line x1="{x}%" x2="{x}%" y1="4" y2="16"/>' for x in places)
    return mark_safe(
        f'<svg class="rhythm" height="20" aria-hidden="true"><line x1="0" x2="100%" y1="10" y2="10"/>{drawn}</svg>'
    )
