"""A key result as a row that takes values: open (a form), refused, in conflict, saved, waiting or read only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import quote
from uuid import uuid4

from django.urls import reverse

from checkins.rows.forms import TypedUpdate
from checkins.rows.windows import windows_of
from checkins.series.check_in_times import CheckInSchedule
from objectives.display import measures, values
from objectives.display.entries import Offer
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import Impact, RowContext, UpdateWindow
from objectives.models import Confidence, KeyResult, Measure, Milestone
from objectives.updates import impact
from objectives.updates.actions import Asked, version
from organisations.display import dates
from organisations.display.numbers import MILLION, style
from organisations.models import Membership
from organisations.refusals import Refused

KEPT = "The first value already meets the target, and is kept. It counts once a new target is set."


@dataclass(frozen=True)
class UpdateContext(RowContext):
    """Also who gives values: the same for all rows of a page.

    `return_url` is the page a row's form returns to without script; empty for My week.
    """

    membership: Membership
    return_url: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved first: what stands now, and what the reader typed. Neither is lost."""

    by: str
    when: str
    theirs: str
    theirs_confidence: str
    mine: str
    version: str


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """The open row's form: where it goes, what stands in its fields, what was wrong with them."""

    action: str
    value: str
    affix: str
    request_id: str
    version: str = ""
    confidence: str = ""
    note: str = ""
    error: str = ""
    error_field: str = "value"
    offers: Sequence[Offer] = ()
    cancel_url: str = ""
    no_change: bool = True
    note_hint: str = "What changed, in one line?"
    conflict: Conflict | None = None
    return_url: str = ""
    steps: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True)
class UpdateRow(KeyResultRow):
    """checkins/rows/kr_row.html. With a form it is open; `saved` folds it; else it is read only.

    It stands open until it is updated, if it is the reader's own; `opened` wherever a view says so, and `editing` with
    a Cancel. `typed` was sent and not kept, because of the `refusal` or, without one, because somebody saved first. `above` is what the
    key result counts in.
    """

    context: UpdateContext
    schedule: CheckInSchedule | None = None
    may: bool = False  # whether the reader gives values of it
    opened: bool = False
    editing: bool = False
    typed: TypedUpdate | None = None
    refusal: Refused | None = None
    poll: bool = False  # ask once more for what it moved
    above: impact.Above | None = None

    @cached_property
    def window(self) -> UpdateWindow | None:
        windows = windows_of(self.schedule, [self.key_result]) if self.schedule else {}
        return windows.get(self.key_result.pk)

    @property
    def is_open(self) -> bool:
        own = self.key_result.accountable_id == self.context.membership.pk
        return self.opened or self.editing or (self.may and own and not self.updated)

    @property
    def saved(self) -> bool:
        return self.may and self.updated and not self.is_open

    @property
    def focus(self) -> bool:
        return self.editing and self.typed is None

    @property
    def note(self) -> str:
        """The note of the newest value, once it is saved."""
        if not self.saved:
            return ""
        note = self.data.points[0].note if self.data.points else ""
        return f"{note} {KEPT}".strip() if self.needs_target else note

    @property
    def edit_url(self) -> str:
        return self._url("edit_update") if self.may and not self.is_open else ""

    @cached_property
    def impact(self) -> Impact | None:
        """What the newest value moved; None before the roll-up is through, and where nothing moved enough."""
        if not self.saved or self.above is None or not self.data.points:
            return None
        newest, before = self.data.points[0], self.data.points[1] if len(self.data.points) > 1 else None
        return impact.impact_of(self.key_result, newest, before, self.above, self.context.organisation)

    @property
    def impact_url(self) -> str:
        return f"{self._url('moved')}?tries=1" if self.poll and self.saved else ""

    def _url(self, name: str) -> str:
        """Where a form or link of this row goes; one that reads names the page the row stands on."""
        page = {"slug": self.context.organisation.slug, "public_id": self.id}
        read = self.context.return_url and name != "update_key_result"
        return reverse(f"checkins:{name}", kwargs=page) + (
            f"?here={quote(self.context.return_url)}" if read else ""
        )

    # The form ----------------------------------------------------------------------------------------------

    @cached_property
    def form(self) -> UpdateForm | None:
        """Today's value in its fields, or what was typed with a sentence and the ways on; None unless open."""
        if not self.is_open:
            return None
        typed, locale = self.typed, self.context.reader.locale
        value = "" if self.value is None else in_field(self.value, self.key_result, locale)
        steps = [(step.public_id, step.title, step.done_at is not None) for step in self._milestones()]
        confidence = self.stated_confidence
        if typed is not None:
            value = typed.value
            steps = [(public_id, title, public_id in typed.steps) for public_id, title, _ in steps]
            confidence = typed.confidence if typed.confidence in Confidence.values else confidence
        sentence, offers = self._problem()
        return UpdateForm(
            action=self._url("update_key_result"),
            value=value,
            affix=values.affix(measures.measure_of(self.key_result), self.key_result.target, locale),
            request_id=str(uuid4()),
            version=version(self.state),
            confidence=confidence,
            note=typed.note if typed else "",
            error=sentence,
            error_field="note" if self.refusal and self.refusal.field == "note" else "value",
            offers=offers,
            cancel_url=self._url("key_result_row") if self.editing or (self.refusal and self.updated) else "",
            no_change=self.value is not None,
            conflict=self._conflict(typed) if typed and self.refusal is None else None,
            return_url=self.context.return_url,
            steps=steps,
        )

    def _milestones(self) -> Iterable[Milestone]:
        """The steps to tick, in order, of one that is measured by them."""
        return self.key_result.milestones.all() if self.key_result.measure == Measure.MILESTONES else ()

    def _problem(self) -> tuple[str, Sequence[Offer]]:
        """Why nothing was kept, and the ways on as buttons."""
        if isinstance(self.refusal, Asked):
            return confirmation(self.refusal, self.key_result, self.context.reader.locale)
        return str(self.refusal or ""), ()

    def _conflict(self, typed: TypedUpdate) -> Conflict:
        """Both values, for a choice."""
        state, reader, measure = self.state, self.context.reader, measures.measure_of(self.key_result)
        by = state.updated_by
        return Conflict(
            by="You" if by == self.context.membership else by.first_name if by else "Somebody",
            when=dates.moment(state.updated_at, reader.now, reader.zone) if state.updated_at else "",
            theirs="no value"
            if state.current is None
            else values.in_words(state.current, measure, reader.locale),
            theirs_confidence=state.confidence,
            mine=typed.value or ("the ticked steps" if typed.steps else "no change"),
            version=version(state),
        )


def in_field(value: Decimal, key_result: KeyResult, locale: str) -> str:
    """As its owner would type it; money in millions ("11.12m"), where that says all of it, because eight
    digits do not fit the field and are hard to read."""
    if key_result.measure == Measure.CURRENCY and abs(value) >= MILLION and value % 1_000 == 0:
        return f"{values.typed_form(value / MILLION, locale)}{style(locale).millions}"
    return values.typed_form(value, locale)


def confirmation(asked: Asked, key_result: KeyResult, locale: str) -> tuple[str, Sequence[Offer]]:
    """The confirmation question for an implausible value, with its buttons."""
    measure, doubt = measures.measure_of(key_result), asked.doubt
    value, short = values.in_words(asked.value, measure, locale), in_field(asked.value, key_result, locale)
    if doubt is None:
        target = values.in_words(key_result.target, measure, locale)
        return (
            f"{value} is above the target of {target}. Is less better here?",
            (
                Offer(f"Yes, start at {short}", "sure", "1"),
                Offer("No, the target is met already", "met", "1", quiet=True),
            ),
        )
    limit = in_field(doubt.limit, key_result, locale)
    far = f"{value} is far {'below' if doubt.below else 'above'} the {doubt.end} of {limit}."
    keep = Offer(f"Keep {short}", "sure", "1", quiet=doubt.meant is not None)
    if doubt.meant is None:
        return f"{far} Is that right?", (keep,)
    meant = in_field(doubt.meant, key_result, locale)
    return f"{far} Did you mean {meant}?", (Offer(f"Use {meant}", "value", meant), keep)
