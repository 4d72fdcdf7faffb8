"""A key result as a row: open (a form), refused, in conflict, saved or read only; the same on every page."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import quote
from uuid import uuid4

from django.urls import reverse

from checkins.rows.forms import TypedUpdate
from checkins.rows.parts import (
    Facts,
    Scene,
    change_words,
    flag,
    freshness,
    needs_target,
    scale,
    since_words,
    trend,
    when,
)
from objectives.alignment.trails import objective_address
from objectives.display import measures, values
from objectives.display.key_result_row import Conflict, KeyResultRow, Offer, UpdateForm
from objectives.models import Confidence, KeyResult, Measure
from objectives.updates.actions import Asked, version
from organisations.display import dates
from organisations.display.numbers import MILLION, style
from organisations.refusals import Refused


def read_row(scene: Scene, facts: Facts) -> KeyResultRow:
    """The row without a form: title, value, scale, trend, change since the last check-in, confidence."""
    key_result, state, reader = facts.key_result, facts.state, scene.reader
    measure, locale = measures.measure_of(key_result), reader.locale
    said = change_words(scene, facts)
    now = values.plain(state.current, measure, locale) if state.current is not None else ""
    benchmark = key_result.start is None
    return KeyResultRow(
        id=key_result.public_id,
        title=key_result.title,
        url=f"{objective_address(scene.organisation, key_result.objective.public_id)}#kr-{key_result.public_id}",
        scale=scale(scene, facts),
        when=when(scene, facts),
        trend=trend(facts),
        falling=key_result.start is not None and key_result.target < key_result.start,
        fresh=freshness(scene, key_result),
        change=said,
        since=since_words(scene, key_result),
        now=", ".join(
            part
            for part in (
                now,
                f"{said} {since_words(scene, key_result)}" if said else "",
            )
            if part
        ),
        confidence=state.confidence,
        flag=flag(scene, facts),
        owner=None if facts.mine else key_result.accountable,
        no_owner=key_result.accountable is None or not key_result.accountable.active,
        benchmark=benchmark and state.current is None,
    )


def saved_row(scene: Scene, facts: Facts, *, poll: bool = False) -> KeyResultRow:
    """Folded to one line: the note, what it moved, and a way to edit. `poll` asks once more for what it
    moved."""
    newest = facts.given[0] if facts.given else None
    note = newest.note if newest else ""
    if needs_target(facts):
        sentence = (
            "The first value already meets the target, and is kept. It counts once a new target is set."
        )
        note = f"{note} {sentence}".strip()
    return replace(
        read_row(scene, facts),
        saved=True,
        note=note,
        edit_url=address(scene, "edit_update", facts) if facts.may else "",
        moved=facts.moved,
        moved_url=f"{address(scene, 'moved', facts)}?tries=1" if poll and facts.moved is None else "",
    )


def waiting_row(scene: Scene, facts: Facts) -> KeyResultRow:
    """Somebody else's, not updated: read only, with a way to give a value for them."""
    return replace(read_row(scene, facts), edit_url=address(scene, "edit_update", facts))


def open_row(scene: Scene, facts: Facts, *, cancel: bool = False, focus: bool = False) -> KeyResultRow:
    """The row as a form, with today's value in it."""
    key_result, state = facts.key_result, facts.state
    return replace(
        read_row(scene, facts),
        focus=focus,
        form=UpdateForm(
            action=address(scene, "update_key_result", facts),
            value="" if state.current is None else in_field(state.current, key_result, scene.reader.locale),
            affix=values.affix(measures.measure_of(key_result), key_result.target, scene.reader.locale),
            request_id=str(uuid4()),
            version=version(state),
            confidence=state.confidence,
            cancel_url=address(scene, "key_result_row", facts) if cancel else "",
            no_change=state.current is not None,
            here=scene.here,
            steps=[(each.public_id, each.title, each.done_at is not None) for each in facts.steps],
        ),
    )


def refused_row(scene: Scene, facts: Facts, typed: TypedUpdate, refusal: Refused) -> KeyResultRow:
    """The form again, with what was typed, a sentence beside the field, and the fix as a button."""
    row = open_row(scene, facts, cancel=scene.beats.is_updated(facts.key_result))
    sentence, offers = str(refusal), list[Offer]()
    if isinstance(refusal, Asked):
        sentence, offers = question(scene, facts, typed, refusal)
    return replace(
        row,
        form=replace(
            _as_typed(row.form, typed),
            error=sentence,
            error_field="note" if refusal.field == "note" else "value",
            offers=offers,
        ),
    )


def conflict_row(scene: Scene, facts: Facts, typed: TypedUpdate) -> KeyResultRow:
    """Somebody gave a value since the form was opened: both values, and a choice."""
    state, reader = facts.state, scene.reader
    measure = measures.measure_of(facts.key_result)
    row = open_row(scene, facts)
    theirs = "no value" if state.current is None else values.in_words(state.current, measure, reader.locale)
    by = state.updated_by
    return replace(
        row,
        form=replace(
            _as_typed(row.form, typed),
            conflict=Conflict(
                by="You" if by == scene.membership else by.first_name if by else "Somebody",
                when=dates.moment(state.updated_at, reader.now, reader.zone) if state.updated_at else "",
                theirs=theirs,
                theirs_confidence=state.confidence,
                mine=typed.value or ("the ticked steps" if typed.steps else "no change"),
                version=version(state),
            ),
        ),
    )


def _as_typed(form: UpdateForm | None, typed: TypedUpdate) -> UpdateForm:
    assert form is not None
    confidence = typed.confidence if typed.confidence in Confidence.values else form.confidence
    steps = [(key, title, key in typed.steps) for key, title, _ in form.steps]
    return replace(
        form,
        value=typed.value,
        confidence=confidence,
        note=typed.note,
        steps=steps,
    )


def in_field(value: Decimal, key_result: KeyResult, locale: str) -> str:
    """As its owner would type it; money in millions ("11.12m"), where that says all of it, because eight
    digits do not fit the field and are hard to read."""
    if key_result.measure == Measure.CURRENCY and abs(value) >= MILLION and value % 1_000 == 0:
        return f"{values.typed_form(value / MILLION, locale)}{style(locale).millions}"
    return values.typed_form(value, locale)


def question(scene: Scene, facts: Facts, typed: TypedUpdate, asked: Asked) -> tuple[str, list[Offer]]:
    """What makes one ask, as a sentence, and the ways on as buttons."""
    key_result, locale = facts.key_result, scene.reader.locale
    measure = measures.measure_of(key_result)

    def words(value: Decimal) -> str:
        return values.in_words(value, measure, locale)

    def short(value: Decimal) -> str:
        return in_field(value, key_result, locale)

    if asked.doubt is None:
        return (
            f"{words(asked.value)} is above the target of {words(key_result.target)}. Is less better here?",
            [
                Offer(f"Yes, start at {short(asked.value)}", "sure", "1"),
                Offer("No, the target is met already", "met", "1", quiet=True),
            ],
        )
    doubt = asked.doubt
    far = f"{words(asked.value)} is far {'below' if doubt.below else 'above'} the {doubt.end} of {short(doubt.limit)}."
    keep = Offer(f"Keep {short(asked.value)}", "sure", "1", quiet=doubt.meant is not None)
    if doubt.meant is None:
        return f"{far} Is that right?", [keep]
    return f"{far} Did you mean {short(doubt.meant)}?", [
        Offer(f"Use {short(doubt.meant)}", "value", short(doubt.meant)),
        keep,
    ]


def address(scene: Scene, name: str, facts: Facts) -> str:
    """Where a row's form or link goes; one that reads says on which page the row stands, where that is not My
    week."""
    where = {"slug": scene.organisation.slug, "public_id": facts.key_result.public_id}
    read = scene.here and name != "update_key_result"
    return reverse(f"checkins:{name}", kwargs=where) + (f"?here={quote(scene.here)}" if read else "")
