"""Giving values: what is written, what is asked, what is refused; two at the same moment; taking it back."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from objectives.changes.actions import change_key_result
from objectives.models import (
    Change,
    HistoryEntry,
    KeyResult,
    KeyResultState,
    Milestone,
    ObjectiveState,
    Update,
)
from objectives.updates import rules
from objectives.updates.actions import Asked, Entry, Recorded, held, record_update, version
from objectives.updates.plausibility import implausible
from objectives.updates.undo import undo_update
from organisations.models import Membership
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused, Stale
from organisations.tenancy import within
from tests import ground, worlds
from tests.cast import Cast
from tests.cast import settle as settle_cast
from tests.checkins.week_of_ingrid import NOW, Week, give, settle, state_of, with_steps
from tests.factories import KeyResultFactory, ObjectiveFactory

WORLD = "week"


@pytest.fixture
def week(cast: Cast) -> Week:
    story = worlds.world()
    Change.objects.all().delete()
    return story


# What is written --------------------------------------------------------------------------------------------


def test_a_value_is_a_dated_row_a_state_and_a_note_for_the_roll_up(week: Week) -> None:
    accounts = week.rows["Accounts"]
    done = give(accounts, 31, confidence="risk", note="Two plans more")
    row = Update.objects.get(pk=done.update.pk)
    assert [row.value, row.confidence, row.note, row.by, row.at] == [
        31,
        "risk",
        "Two plans more",
        week.cast.ingrid,
        NOW,
    ]
    assert row.progress == 718_750  # 23 of 32
    state = state_of(accounts)
    assert [state.current, state.progress, state.confidence] == [31, 718_750, "risk"]
    assert [state.updated_at, state.updated_by, state.streak] == [NOW, week.cast.ingrid, 0]
    assert list(Change.objects.values_list("key_result", flat=True)) == [accounts.pk]


def test_a_falling_measure_is_the_same_formula(week: Week) -> None:
    give(week.rows["Average"], "59")
    assert state_of(week.rows["Average"]).progress == 333_333


def test_a_retried_form_makes_one_row(week: Week) -> None:
    request_id = uuid4()
    first = give(week.rows["Accounts"], 31, request_id=request_id)
    again = give(week.rows["Accounts"], 31, request_id=request_id, at=NOW + timedelta(seconds=3))
    assert again.repeated and again.update == first.update
    assert Update.objects.filter(value=31).count() == 1
    assert state_of(week.rows["Accounts"]).updated_at == NOW


def test_a_form_of_another_key_result_cannot_reuse_a_request(week: Week) -> None:
    request_id = uuid4()
    give(week.rows["Accounts"], 31, request_id=request_id)
    with pytest.raises(Refused, match="sent already"):
        give(week.rows["Average"], 59, request_id=request_id)


def test_the_state_is_only_taken_with_its_lock(week: Week) -> None:
    with pytest.raises(RuntimeError, match="held"):
        record_update(
            state=state_of(week.rows["Accounts"]),
            by=week.cast.ingrid,
            organisation=week.organisation,
            now=NOW,
            request_id=uuid4(),
            entry=Entry(value=Decimal(31)),
        )


# No change --------------------------------------------------------------------------------------------------


def test_no_change_keeps_value_and_confidence_and_is_dated(week: Week) -> None:
    done = give(week.rows["Average"], confidence="off")
    assert [done.update.value, done.update.confidence, done.update.no_change] == [60, "on", True]
    assert state_of(week.rows["Average"]).updated_at == NOW


def test_the_third_no_change_in_a_row_asks_for_a_sentence(week: Week) -> None:
    average = week.rows["Average"]
    give(average)
    give(average, at=NOW + timedelta(days=7))
    with pytest.raises(Refused, match="third time") as refusal:
        give(average, at=NOW + timedelta(days=14))
    assert refusal.value.field == "note"
    give(average, at=NOW + timedelta(days=14), note="Legal review takes nine days.")
    with pytest.raises(Refused):
        give(average, at=NOW + timedelta(days=21))
    give(average, 59, at=NOW + timedelta(days=21))
    give(average, at=NOW + timedelta(days=28))
    assert state_of(average).streak == 1


def test_saving_what_stands_there_already_is_no_change(week: Week) -> None:
    assert give(week.rows["Average"], 60).update.no_change


def test_there_must_be_something_to_keep(week: Week) -> None:
    fresh = KeyResultFactory(objective=week.road, accountable=week.cast.ingrid, start=None)
    with pytest.raises(Refused, match="no value yet"):
        give(fresh)


# Confidence -------------------------------------------------------------------------------------------------


def test_the_first_value_asks_for_a_confidence_and_a_later_one_keeps_it(week: Week) -> None:
    fresh = KeyResultFactory(objective=week.road, accountable=week.cast.ingrid)
    with pytest.raises(Refused) as refusal:
        give(fresh, 10, confidence="")
    assert refusal.value.field == "confidence"
    with pytest.raises(Refused):
        give(fresh, 10, confidence="sure")
    give(fresh, 10, confidence="off")
    give(fresh, 12, confidence="")
    assert state_of(fresh).confidence == "off"


# Far outside the range --------------------------------------------------------------------------------------


def test_a_slipped_decimal_sign_is_asked_about_and_passes_with_a_yes(week: Week) -> None:
    average = week.rows["Average"]
    with pytest.raises(Asked) as asked:
        give(average, "5.9")
    found = asked.value.doubt
    assert found is not None
    assert [found.below, found.end, found.limit, found.meant] == [True, "target", 53, 59]
    assert not Update.objects.filter(value=Decimal("5.9")).exists()
    assert give(average, "5.9", sure=True).state.progress == 1_000_000


@pytest.mark.parametrize(
    ("value", "meant"),
    [("44", None), ("71", None), ("600", "60"), ("0.059", None), ("0.59", "59"), ("-60", None)],
)
def test_far_is_more_than_the_range_once_again(value: str, meant: str | None) -> None:
    found = implausible(Decimal(value), start=Decimal(62), target=Decimal(53), current=Decimal(60))
    if value in ("44", "71"):
        assert found is None
    else:
        assert found is not None
        assert found.meant == (None if meant is None else Decimal(meant)) or value == "0.059"


def test_who_stands_far_past_the_target_is_not_asked_every_week() -> None:
    assert implausible(Decimal(260), start=Decimal(0), target=Decimal(100), current=Decimal(250)) is None


# Benchmark first --------------------------------------------------------------------------------------------


def benchmark(week: Week, target: int = 40, **fields: object) -> KeyResult:
    made: KeyResult = KeyResultFactory(
        objective=week.road, accountable=week.cast.ingrid, start=None, target=Decimal(target), **fields
    )
    return made


def test_the_first_value_sets_the_start(week: Week) -> None:
    key_result = benchmark(week)
    done = give(key_result, 15)
    key_result.refresh_from_db()
    assert [key_result.start, key_result.baseline_on] == [15, NOW.date()]
    assert [state_of(key_result).progress, done.needs_target] == [0, False]
    told = HistoryEntry.objects.get(key_result=key_result)
    assert [told.act, told.after, told.by] == ["baseline_set", "15", week.cast.ingrid]
    give(key_result, 20)
    assert state_of(key_result).progress == 200_000


def test_a_first_value_that_meets_the_target_is_kept_and_a_new_target_is_asked_for(week: Week) -> None:
    key_result = benchmark(week)
    done = give(key_result, 40)
    key_result.refresh_from_db()
    assert done.needs_target and key_result.start is None
    assert [state_of(key_result).current, state_of(key_result).progress] == [40, None]


def test_under_a_new_target_the_kept_value_is_the_start(week: Week) -> None:
    key_result = benchmark(week)
    give(key_result, 40)
    changed = change_key_result(
        key_result=key_result, target=80, reason="We had it already", by=week.cast.ingrid, now=NOW
    )
    assert [changed.start, changed.baseline_on] == [40, NOW.date()]
    assert state_of(key_result).progress == 0
    give(key_result, 50)
    assert state_of(key_result).progress == 250_000


def test_a_first_value_above_the_target_is_asked_about(week: Week) -> None:
    falling, rising = benchmark(week), benchmark(week)
    with pytest.raises(Asked) as asked:
        give(falling, 55)
    assert asked.value.doubt is None
    give(falling, 55, sure=True)
    falling.refresh_from_db()
    assert falling.start == 55  # less is better: from 55 down to 40
    assert give(rising, 55, met=True).needs_target
    rising.refresh_from_db()
    assert rising.start is None


# Milestones -------------------------------------------------------------------------------------------------


def test_milestones_are_ticked_and_the_value_counts_them(week: Week) -> None:
    key_result, steps = with_steps(week.road, ("Draft", "Legal", "Signed"))
    give(key_result, steps=[steps[0].public_id, steps[1].public_id], confidence="on")
    assert [state_of(key_result).current, state_of(key_result).progress] == [2, 666_667]
    give(key_result, steps=[steps[0].public_id], confidence="on", at=NOW + timedelta(minutes=1))
    assert [each.done_at is not None for each in Milestone.objects.filter(key_result=key_result)] == [
        True,
        False,
        False,
    ]
    undo(week, key_result, at=NOW + timedelta(minutes=2))
    assert [each.done_at for each in Milestone.objects.filter(key_result=key_result)] == [NOW, NOW, None]
    assert state_of(key_result).current == 2


# Undo -------------------------------------------------------------------------------------------------------


def undo(
    week: Week,
    key_result: KeyResult,
    *,
    at: datetime = NOW,
    by: Membership | None = None,
    public_id: str = "",
) -> Recorded:
    newest = Update.objects.filter(key_result=key_result).standing().order_by("-at", "-id").first()
    return undo_update(
        state=held().get(key_result=key_result),
        public_id=public_id or (newest.public_id if newest else ""),
        by=by or week.cast.ingrid,
        now=at,
        request_id=uuid4(),
    )


@pytest.mark.parametrize("value", [31, None])
def test_undo_appends_and_puts_the_state_back_exactly(week: Week, value: int | None) -> None:
    accounts = week.rows["Accounts"]
    give(accounts, at=NOW - timedelta(days=6))
    before = KeyResultState.objects.filter(key_result=accounts).values().get()
    mistake = give(accounts, value, note="oops")
    done = undo(week, accounts, at=NOW + timedelta(minutes=2))
    assert KeyResultState.objects.filter(key_result=accounts).values().get() == before
    assert done.update.reverts == mistake.update
    assert list(
        Update.objects.filter(key_result=accounts).standing().order_by("at").values_list("value", flat=True)
    ) == [
        22,
        25,
        29,
        29,
    ]
    assert undo(week, accounts, at=NOW + timedelta(minutes=3), public_id=mistake.update.public_id).repeated


def test_undoing_the_first_value_of_all(week: Week) -> None:
    key_result, climbing = (
        benchmark(week),
        KeyResultFactory(objective=week.road, accountable=week.cast.ingrid),
    )
    give(key_result, 15)
    give(climbing, 15)
    undo(week, key_result)
    undo(week, climbing)
    key_result.refresh_from_db()
    assert [key_result.start, key_result.baseline_on] == [None, None]
    assert [state_of(key_result).current, state_of(key_result).updated_at] == [None, None]
    assert [state_of(climbing).current, state_of(climbing).progress] == [0, 0]
    acts = HistoryEntry.objects.filter(key_result=key_result).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["baseline_set", "baseline_undone"]


def test_undo_is_for_its_author_for_ten_minutes_and_only_the_newest(week: Week) -> None:
    accounts = week.rows["Accounts"]
    first = give(accounts, 31)
    with pytest.raises(Refused, match="Only who gave"):
        undo(week, accounts, by=week.cast.maya)
    with pytest.raises(Refused, match="ten minutes"):
        undo(week, accounts, at=NOW + timedelta(minutes=11))
    give(accounts, 32, at=NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match="newer"):
        undo(week, accounts, at=NOW + timedelta(minutes=2), public_id=first.update.public_id)


# A stale form -----------------------------------------------------------------------------------------------


def test_a_form_that_showed_an_older_value_is_told_so(week: Week) -> None:
    accounts = week.rows["Accounts"]
    seen = version(state_of(accounts))
    give(accounts, 31, by=week.cast.jonas, seen=seen)
    with pytest.raises(Stale) as conflict:
        give(accounts, 30, seen=seen)
    assert [conflict.value.current.current, conflict.value.current.updated_by] == [31, week.cast.jonas]
    undo(week, accounts, by=week.cast.jonas)
    give(accounts, 30, seen=seen)  # the undone value is no longer in the way


# Who may ----------------------------------------------------------------------------------------------------


def test_who_gives_a_value(week: Week) -> None:
    cast, accounts, revenue = week.cast, week.rows["Accounts"], week.rows["Revenue"]
    may = {
        name
        for name in ("ingrid", "maya", "jonas", "henrik", "lars", "astrid", "viggo")
        if rules.can_give_value(getattr(cast, name), accounts)
    }
    assert may == {"ingrid"}
    may = {
        name
        for name in ("ingrid", "maya", "jonas", "henrik", "astrid", "viggo")
        if rules.can_give_value(getattr(cast, name), revenue)
    }
    assert may == {"maya"}
    lent = KeyResultFactory(objective=week.accounts, accountable=cast.jonas)
    assert rules.can_give_value(cast.jonas, lent) and rules.can_give_value(cast.ingrid, lent)
    hand_over_object(permission="lead_unit", thing=cast.sales, to=cast.nora, by=cast.astrid)
    assert rules.can_give_value(cast.nora, revenue)


def test_a_viewer_gives_no_value_even_of_what_is_theirs(week: Week) -> None:
    stale = KeyResultFactory(objective=week.accounts, accountable=week.cast.viggo)
    assert not rules.can_give_value(week.cast.viggo, stale)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("draft", "not active yet"),
        ("submitted", "not active yet"),
        ("closed", "is closed"),
        ("terminated", "terminated"),
    ],
)
def test_only_what_is_active_takes_values(week: Week, state: str, sentence: str) -> None:
    objective = ObjectiveFactory(owner=week.cast.nora, cycle=week.cast.q3, state=ObjectiveState(state))
    with pytest.raises(Refused, match=sentence):
        give(KeyResultFactory(objective=objective, slot=None), 10)


def test_what_is_measured_otherwise_takes_no_value_by_hand(week: Week) -> None:
    for measured_by, sentence in (("contributions", "sum of the key results"), ("aligned", "aligned to it")):
        with pytest.raises(Refused, match=sentence):
            give(
                KeyResultFactory(objective=week.road, accountable=week.cast.ingrid, measured_by=measured_by),
                10,
            )


# Two at the same moment -------------------------------------------------------------------------------------


def test_of_two_forms_sent_at_the_same_moment_one_is_told(own_database: ground.OwnDatabase) -> None:
    cast = settle_cast()
    with within(cast.organisation):
        story = settle(cast)
        accounts, seen = story.rows["Accounts"], version(state_of(story.rows["Accounts"]))

    def save(value: int, by: Membership) -> object:
        with within(cast.organisation):
            return give(accounts, value, by=by, seen=seen)

    results = ground.together(lambda: save(31, cast.ingrid), lambda: save(32, cast.jonas))
    assert sorted(type(result).__name__ for result in results) == ["Recorded", "Stale"]


def test_a_form_sent_twice_at_the_same_moment_makes_one_row(own_database: ground.OwnDatabase) -> None:
    cast = settle_cast()
    with within(cast.organisation):
        accounts = settle(cast).rows["Accounts"]
    request_id = uuid4()

    def save() -> object:
        with within(cast.organisation):
            return give(accounts, 31, request_id=request_id).repeated

    assert sorted(ground.together(save, save)) == [False, True]
    with within(cast.organisation):
        assert Update.objects.filter(value=31).count() == 1
