"""One key result says the same on every page that shows it: value, scale, freshness, flag, confidence, when, change.

Ingrid answers for key results of Sales and of the company in every condition. Each page is fetched once, and what it
shows of a key result is compared, field by field, with what the others show.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from checkins.models import CheckIn
from objectives.models import KeyResult, Objective
from organisations.models import Membership, Unit
from tests.cast import Cast
from tests.checkins.week_of_ingrid import give, weekly
from tests.factories import (
    AlignmentFactory,
    CheckInSeriesFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
)
from tests.objectives.pages.company_story import measured, noted, rolled_up
from tests.objectives.pages.test_company import text_of

TUESDAY = datetime(2026, 8, 18, 6, 30, tzinfo=UTC)
"""Two days before the 1-on-1 of Thursday 20 August; the one before was on the 13th."""
FRIDAY = datetime(2026, 8, 14, 6, 30, tzinfo=UTC)
"""The day after a 1-on-1."""

FLAGS = ("Confident, but far behind", "On pace, not confident", "Ahead of pace, not confident")

Given = tuple[int, float, dict[str, Any]]
"""An update: how many days ago, the value, and what else was said."""


def updated(value: float, before: float, **said: Any) -> list[Given]:
    """Given eight days ago, and again today."""
    return [(8, before, {}), (0, value, said)]


CONDITIONS: dict[str, tuple[dict[str, Any], list[Given]]] = {
    "updated": ({"measure_unit": "days", "start": 62, "target": 53}, updated(58, 60)),
    "not since last week": ({}, [(14, 20, {}), (7, 55, {})]),
    "not for two weeks": ({}, [(20, 40, {}), (14, 55, {})]),
    "never": ({}, []),
    "behind": ({}, updated(40, 38, confidence="risk")),
    "confident but far behind": ({"measure": "percentage"}, updated(12, 10)),
    "about on pace, not confident": ({}, updated(58, 50, confidence="off")),
    "about on pace, at risk": ({}, updated(58, 50, confidence="risk")),
    "hold": ({"trajectory": "hold", "start": 80, "target": 90, "measure": "percentage"}, updated(88.4, 89)),
    "hold, first value": ({"trajectory": "hold", "start": 80, "target": 90}, [(0, 85, {})]),
    "benchmark first": ({"start": None, "benchmark_due": date(2026, 8, 28)}, []),
    "first value meets the target": ({"start": None}, [(0, 100, {"met": True})]),
    "currency": (
        {"measure": "currency", "currency": "NOK", "start": 400_000_000, "target": 480_000_000},
        updated(463_000_000, 455_000_000),
    ),
    "past the target": ({}, updated(112, 90)),
    "sum of contributions": ({"measured_by": "contributions", "start": 100, "target": 200}, []),
}


class Story:
    """Every condition twice: among Sales' objectives and among the company's. Rolled up."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        series = CheckInSeriesFactory(manager=cast.maya, report=cast.ingrid)
        weekly(series, cast.organisation)
        self.meeting = CheckIn.objects.get(series=series, local_date=date(2026, 8, 20))
        self.rows: dict[str, KeyResult] = {}
        for unit, cycle in ((cast.sales, cast.q3), (cast.company, cast.year)):
            for number, (condition, (fields, values)) in enumerate(CONDITIONS.items()):
                if number % 5 == 0:
                    objective = ObjectiveFactory(
                        title=f"Objective {number}", owner_unit=unit, cycle=cycle, active=True
                    )
                key_result = self.key_result(objective, f"{unit.name}: {condition}", **fields)
                self.give(key_result, values)
        self.with_milestones()
        self.with_aligned()
        self.terminated()
        noted(*Objective.objects.all())
        rolled_up()

    def key_result(self, objective: Objective, title: str, **fields: Any) -> KeyResult:
        fields = {
            name: Decimal(value) if name in ("start", "target") and value is not None else value
            for name, value in fields.items()
        }
        made: KeyResult = KeyResultFactory(
            objective=objective, title=title, accountable=self.cast.ingrid, **fields
        )
        self.rows[title] = made
        return made

    def give(self, key_result: KeyResult, values: list[Given]) -> None:
        for days, value, said in values:
            give(key_result, value, at=self.now - timedelta(days=days, minutes=10), **said)

    def with_milestones(self) -> None:
        objective = ObjectiveFactory(owner_unit=self.cast.key_accounts, cycle=self.cast.q3, active=True)
        key_result = self.key_result(objective, "milestones", measure="milestones", target=3)
        steps = [MilestoneFactory(key_result=key_result, title=title) for title in ("One", "Two", "Three")]
        give(key_result, steps=[steps[0].public_id], at=self.now - timedelta(days=9))
        give(
            key_result,
            steps=[steps[0].public_id, steps[1].public_id],
            by=self.cast.jonas,
            at=self.now - timedelta(hours=1),
        )

    def with_aligned(self) -> None:
        objective = ObjectiveFactory(owner_unit=self.cast.key_accounts, cycle=self.cast.q3, active=True)
        parent = self.key_result(objective, "aligned objectives", measured_by="aligned")
        child = ObjectiveFactory(owner=self.cast.jonas, cycle=self.cast.q3, active=True)
        measured(child, "Part of it", 45, accountable=self.cast.jonas)
        AlignmentFactory(child=child, parent=None, parent_key_result=parent)

    def terminated(self) -> None:
        objective = ObjectiveFactory(owner_unit=self.cast.key_accounts, cycle=self.cast.q3, active=True)
        key_result = self.key_result(objective, "terminated")
        give(key_result, 30, at=self.now - timedelta(days=9))
        key_result.terminated_at = self.now
        key_result.save(update_fields=["terminated_at"])


# What a page shows ------------------------------------------------------------------------------------------


def fragment(html: str, mark: str, tag: str) -> str | None:
    """The element of this tag around a mark; None where the page does not show it."""
    at = html.find(mark)
    if at < 0:
        return None
    return html[html.rindex(f"<{tag}", 0, at + 1) : html.index(f"</{tag}>", at)]


def shown(part: str) -> dict[str, str]:
    """What a part of a page says of a key result, each field that can be found in it."""
    words = unescape(text_of(part))
    fields = {"flag": next((flag for flag in FLAGS if flag in words), "")}
    finds = {
        "scale": r'<svg class="scale[^>]*aria-label="([^"]*)"',
        "confidence": r'class="conf conf-(\w+)|<input type="radio" name="confidence" value="(\w+)"[^>]* checked',
        "change": r'class="(?:kr|since)-change"><b class="num">([^<]*)</b>',
        "target": r"<small>([^<]*)</small>",
        "value": r'kr-line-value num">([^<]*?) <small|kr-tab-value"><b class="num">([^<]*)<|figure num"[^>]*>([^<]*)<',
    }
    for name, pattern in finds.items():
        if match := re.search(pattern, part):
            fields[name] = unescape(next(group for group in match.groups() if group is not None)).strip()
    if 'name="confidence"' in part:
        fields.setdefault("confidence", "unset")
    when = re.search(
        r"Updated (?:today|yesterday)(?: \d\d:\d\d)?(?: by \w+)?|(?:Updated|Last value) \w{3} \d+ \w{3}|No value yet\b"
        r"|Sum of contributions|Aligned objectives",
        words,
    )
    if when:
        fields["when"] = when[0]
    fresh = re.search(r'class="fresh fresh-(?!fresh)\w+[^>]*>.*?<span>([^<]*)</span>', part, re.DOTALL)
    fields["fresh"] = fresh[1] if fresh else ""
    return fields


ROW = ("scale", "confidence", "flag", "fresh", "when", "change")
LINE = ("scale", "confidence", "fresh", "when", "value")
MEETING = ("scale", "confidence", "flag", "fresh", "change")
FIGURE = ("scale", "confidence", "value")
FINDING = ("scale", "confidence", "flag")

Page = tuple[str, Callable[[KeyResult], str], str, tuple[str, ...]]
"""Its address, the mark and the tag of its row, and the fields that the row shows."""


def pages(story: Story) -> dict[str, Page]:
    cast = story.cast

    def row(key_result: KeyResult) -> str:
        return f'id="kr-{key_result.public_id}"'

    def card(key_result: KeyResult) -> str:
        return f'?key_result={key_result.public_id}" class="clip"'

    def link(key_result: KeyResult) -> str:
        return f"?key_result={key_result.public_id}"

    def tab(key_result: KeyResult) -> str:
        return f'id="tab-{key_result.public_id}"'

    listed: dict[str, Page] = {
        "My week": ("my-week/", row, "li", ROW),
        "1-on-1": (f"check-ins/{story.meeting.public_id}/", row, "li", MEETING),
        "person": (f"people/{cast.ingrid.public_id}/", row, "li", LINE),
        "Sales": (f"units/{cast.sales.public_id}/", row, "li", LINE),
        "Key Accounts": (f"units/{cast.key_accounts.public_id}/", row, "li", LINE),
        "Sales' key results": (f"units/{cast.sales.public_id}/key-results/", row, "li", LINE),
        "company's key results": (
            f"units/{cast.company.public_id}/key-results/?cycle={cast.year.public_id}",
            row,
            "li",
            LINE,
        ),
        "company": ("company/", card, "li", FIGURE),
        "needs attention": ("company/attention/", link, "tr", FINDING),
    }
    for objective in Objective.objects.filter(key_results__in=story.rows.values()).distinct():
        listed[f"objective {objective.pk}"] = (f"objectives/{objective.public_id}/", tab, "a", FIGURE)
    return listed


Seen = dict[str, dict[str, dict[str, str]]]
"""By title and page, the fields that were found there."""


def look(story: Story) -> Seen:
    """Every key result as Ingrid sees it on each page, and as Viggo, who only reads, sees its row."""
    ingrid, viggo = signed_in(story.cast.ingrid), signed_in(story.cast.viggo)
    seen: Seen = defaultdict(dict)
    for name, (path, mark, tag, fields) in pages(story).items():
        html = ingrid.get(f"/fjellvann/{path}").content.decode()
        for title, key_result in story.rows.items():
            if part := fragment(html, mark(key_result), tag):
                found = shown(part)
                seen[title][name] = {field: found.get(field, "") for field in fields}
    for title, key_result in story.rows.items():
        answer = viggo.get(
            f"/fjellvann/key-results/{key_result.public_id}/row", headers={"HX-Request": "true"}
        )
        found = shown(answer.content.decode())
        seen[title]["row"] = {field: found.get(field, "") for field in ROW}
    return seen


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


def differing(seen: Seen, story: Story) -> list[str]:
    """Each field that two pages answer differently."""
    problems = []
    for title, by_page in seen.items():
        for field in (*ROW, "value"):
            answers = {
                page: fields[field]
                for page, fields in by_page.items()
                if field in fields and not left_out(story.rows[title], page, field, fields)
            }
            if len(set(answers.values())) > 1:
                problems.append(f"{title}: {field}: {answers}")
    return problems


def left_out(key_result: KeyResult, page: str, field: str, fields: dict[str, str]) -> bool:
    """Where a page has a reason to show something else in that place."""
    is_line = "value" in fields and "when" in fields
    if is_line and key_result.start is None:
        return field in ("scale", "when", "fresh", "value")  # the tag "Benchmark first" and its sentence
    if key_result.terminated_at is not None and page.startswith("objective"):
        return field == "confidence"  # the tag "Terminated"
    return False


@pytest.fixture
def story(cast: Cast, request: pytest.FixtureRequest) -> Any:
    Unit.objects.filter(pk=cast.company.pk).update(stage="live")
    with time_machine.travel(request.param, tick=False):
        yield Story(cast, request.param)


@pytest.mark.parametrize("story", [TUESDAY], indirect=True)
def test_every_page_says_the_same_of_a_key_result(story: Story) -> None:
    seen = look(story)
    problems = differing(seen, story)
    assert not problems, "\n".join(problems)
    for title, by_page in seen.items():
        assert len(by_page) >= (2 if title == "terminated" else 5), (title, list(by_page))
    assert {by_page["row"]["fresh"] for by_page in seen.values()} == {"", "Due Thu", "Missed"}
    assert {by_page["row"]["confidence"] for by_page in seen.values()} == {
        "on", "risk", "off", "unset", "reached",
    }  # fmt: skip
    for page, fields in (("1-on-1", MEETING), ("My week", ROW), ("company", FIGURE), ("person", LINE)):
        for field in fields:
            assert any(by_page[page][field] for by_page in seen.values() if page in by_page), (page, field)


@pytest.mark.parametrize("story", [FRIDAY], indirect=True)
def test_and_on_the_day_after_a_check_in(story: Story) -> None:
    seen = look(story)
    problems = differing(seen, story)
    assert not problems, "\n".join(problems)
    assert {by_page["row"]["fresh"] for by_page in seen.values()} == {"", "Overdue since Thu"}


@pytest.mark.parametrize("story", [TUESDAY], indirect=True)
def test_what_is_said(story: Story) -> None:
    """The answers themselves, each where it is shown."""
    seen = look(story)
    said = {title: {**by_page["row"], **by_page.get("Sales", {})} for title, by_page in seen.items()}

    def of(condition: str, *fields: str) -> list[str]:
        return [said[f"Sales: {condition}"][field] for field in fields]

    assert of("updated", "value", "when", "change") == ["58", "Updated today 08:20", "\u22122"]
    assert of("not since last week", "fresh", "when", "change") == ["Due Thu", "Last value Tue 11 Aug", ""]
    assert of("not for two weeks", "fresh", "when") == ["Missed", "Last value Tue 4 Aug"]
    assert of("never", "fresh", "when") == ["Missed", "No value yet"]
    assert of("confident but far behind", "flag") == ["Confident, but far behind"]
    assert of("about on pace, at risk", "flag") == [""]
    assert "not confident" in of("about on pace, not confident", "flag")[0]
    assert of("hold", "value", "change") == ["88.4%", "\u22120.6"]
    assert of("hold, first value", "change") == [""], "nothing to compare the first value of a level with"
    assert seen["Sales: benchmark first"]["row"]["scale"].endswith("Benchmark by Fri 28 Aug")
    assert seen["Sales: first value meets the target"]["row"]["scale"].endswith("Needs a new target")
    assert of("currency", "value", "change") == ["463m", "+8m"]
    assert of("past the target", "confidence") == ["reached"]
    assert of("sum of contributions", "when", "value") == ["Sum of contributions", "100"]
    assert said["milestones"]["when"] == "Updated today 07:30 by Jonas"
    assert "45%" in said["aligned objectives"]["scale"]
    assert set(seen["terminated"]) == {"row", f"objective {story.rows['terminated'].objective_id}"}
