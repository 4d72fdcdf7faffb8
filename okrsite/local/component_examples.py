"""The component sheet's examples: Fjellvann AS on Tuesday 18 August 2026, as drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest

from checkins.rows.row import Conflict, UpdateForm
from objectives.display.arithmetic import Arithmetic, Contributor, Detail, NotCounted
from objectives.display.charts.bars import Freshness, Mix, SumBar, SumPart
from objectives.display.charts.lines import Moment, Trend
from objectives.display.charts.scale import GapLine, Scale
from objectives.display.charts.time import Event, Meetings, Ribbon
from objectives.display.entries import Check, DryCell, DryRow, MeetingDate, Offer, Stage, TimelineEntry, Toast
from objectives.display.key_result_data import Freshness as RowFreshness
from objectives.display.key_result_data import Impact
from objectives.display.links import CorporateLine, Lead, Proposed, Step, Trail
from objectives.display.scales import share_scale, value_scale
from objectives.display.values import CURRENCY, PERCENTAGE, Measure


@dataclass(frozen=True)
class Face:
    """A person of the examples."""

    name: str
    public_id: str
    title: str = ""

    @property
    def short_name(self) -> str:
        first, _, last = self.name.partition(" ")
        return f"{first} {last[:1]}."

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


HAVBLIKK = SimpleNamespace(name="Havblikk AS", slug="havblikk")
FJELLVANN = SimpleNamespace(name="Fjellvann AS", slug="fjellvann", time_zone="Europe/Oslo", locale="en-gb")
INGRID, MAYA, HENRIK = Face("Ingrid Solheim", "a"), Face("Maya Berge", "b"), Face("Henrik Aasen", "c")
SOFIE, AMIR, KARI = Face("Sofie Dahl", "d"), Face("Amir Rahimi", "e"), Face("Kari Nygård", "f")
ELIN, TOR, ERIK = Face("Elin Strand", "g"), Face("Tor Hauge", "h"), Face("Erik Krogh", "i")
PEOPLE = (INGRID, MAYA, HENRIK, SOFIE, AMIR, KARI, ELIN, TOR)
TODAY = date(2026, 8, 18)
RIBBON = Ribbon(
    "Q3 2026",
    date(2026, 7, 1),
    date(2026, 9, 30),
    TODAY,
    (Event(date(2026, 8, 20), "1-on-1 Thu"), Event(date(2026, 9, 11), "Q4 drafts due 11 Sep")),
)
EXPECTED = 533_333
PER_CENT, DAYS, COUNT = Measure(PERCENTAGE), Measure(unit="days"), Measure()


def at(
    start: str | None, target: str, current: str | None, measure: Measure, locale: str, **more: Any
) -> Scale:
    """A key result's scale on the drawn day."""
    given: dict[str, Any] = {"expected": EXPECTED, "name": "", **more}
    return value_scale(
        start=None if start is None else Decimal(start),
        target=Decimal(target),
        current=None if current is None else Decimal(current),
        measure=measure,
        locale=locale,
        **given,
    )


def scales(locale: str) -> list[tuple[str, Scale]]:
    """Every state of section 4.1, with its caption."""
    return [
        ("Ahead of pace", at("12", "20", "17.6", PER_CENT, locale)),
        ("On pace", at("12", "20", "16.3", PER_CENT, locale)),
        ("Behind: the gap is hatched", at("84", "90", "85.8", PER_CENT, locale)),
        (
            "Hold: the tick stands at the target",
            at("80", "90", "88.4", PER_CENT, locale, hold=True, expected=1_000_000),
        ),
        ("Hold, met", at("80", "90", "91", PER_CENT, locale, hold=True, expected=1_000_000)),
        ("Aspirational: 70% is a success", at("0", "60", "22", COUNT, locale, expected=373_333)),
        ("Falling measure: right is still better", at("62", "53", "60", DAYS, locale)),
        ("Since last meeting", at("84", "90", "88.4", PER_CENT, locale, previous=Decimal("85.6"))),
        ("Reached and passed", at("55", "90", "94", PER_CENT, locale)),
        ("Not started", at("0", "40", "0", COUNT, locale)),
        ("Worse than at the start", at("62", "53", "64", DAYS, locale)),
        ("Saving", replace(at("12", "20", "17.6", PER_CENT, locale), saving=True)),
        ("Too early to say", at("12", "20", "12.4", PER_CENT, locale, expected=60_000, early=True)),
        ("Big money", at("400000000", "480000000", "463000000", Measure(CURRENCY, "NOK"), locale)),
        (
            "Benchmark first: left out of the arithmetic",
            at(None, "12", None, PER_CENT, locale, waiting="Benchmark by Fri 31 Jul"),
        ),
    ]


TREND = [Decimal(value) for value in ("62", "61", "61.5", "61", "60.5", "60", "60")]


def form(**more: Any) -> UpdateForm:
    given: dict[str, Any] = {
        "action": "#",
        "value": "60",
        "affix": "days",
        "request_id": "r-1",
        "confidence": "off",
    }
    return UpdateForm(**{**given, **more})


def varied(row: SimpleNamespace, **changes: Any) -> SimpleNamespace:
    """The same row with some properties changed: what a template reads, written out."""
    return SimpleNamespace(**{**vars(row), **changes})


def key_results(locale: str) -> list[SimpleNamespace]:
    """Every state of section 4.6."""
    cycle = at("62", "53", "60", DAYS, locale)
    row = SimpleNamespace(
        id="open",
        title="Average sales cycle down by 15%",
        url="#",
        scale=cycle,
        trend=TREND,
        falling=True,
        when="Last value 11 Aug",
        fresh=RowFreshness("pending", "Due Thu"),
        form=form(note="Legal review adds nine days to every frame agreement."),
    )
    offers = (Offer("Use 59", "value", "59"), Offer("Keep 5.9", "confirmed", "1", quiet=True))
    refused = "5.9 days is far below the target of 53. Did you mean 59?"
    theirs = Conflict("Jonas", "today 08:31", "59.5 days", "risk", "60 days", "7")
    impact = Impact("direct", "Significant growth with sustained profitability", "#", "+0.2 points")
    return [
        row,
        varied(
            row,
            id="refused",
            title="Refused by the server",
            form=form(value="5,9", error=refused, offers=offers),
        ),
        varied(row, id="conflict", title="Somebody saved first", form=form(conflict=theirs)),
        varied(
            row,
            id="editing",
            title="Editing a saved row",
            fresh=None,
            when="Updated today 08:12",
            form=form(cancel_url="#"),
        ),
        varied(
            row,
            id="saved",
            title="Just saved",
            form=None,
            saved=True,
            when="Updated now",
            change="−1",
            now="59, −1 this week",
            scale=at("62", "53", "59", DAYS, locale, previous=Decimal(60)),
            confidence="off",
            edit_url="#",
            impact=impact,
            note="Nordvik and Bryggen wait for frame prices.",
        ),
        varied(
            row,
            id="flagged",
            title="Read only, flagged",
            form=None,
            when="Updated Mon 17 Aug",
            change="+4",
            confidence="on",
            flag="Confident, but far behind",
        ),
        varied(
            row,
            id="lost",
            title="No owner, nobody updates it",
            form=None,
            no_owner=True,
            ask_url="#",
            fresh=RowFreshness("missed", since="since 6 Aug"),
            scale=at("1.4", "2.2", "1.6", COUNT, locale),
            trend=[Decimal(value) for value in ("1.4", "1.4", "1.5", "1.6", "1.6")],
            falling=False,
        ),
        varied(
            row,
            id="first",
            title="Benchmark first",
            form=None,
            benchmark=True,
            when="1 of 4 not measured yet, says the objective",
            fresh=RowFreshness("overdue", since="by 18 days"),
            trend=(),
            scale=at(None, "12", None, PER_CENT, locale, waiting="Measure by Fri 31 Jul"),
        ),
    ]


def trails() -> list[Trail]:
    step = Step
    return [
        Trail(
            [
                step("direct", "Key Accounts", "Every key account has a plan it believes in", "#"),
                step("direct", "Sales", "Increase revenue from existing customers", "#"),
                step("indirect", "Fjellvann", "Significant growth with sustained profitability", "#"),
            ]
        ),
        Trail([step("proposed", "Events", "Customer days people bring colleagues to", "#")]),
    ]


def corporate_lines(locale: str) -> list[CorporateLine]:
    leads = [
        Lead("direct", "Grow my accounts with what actually helps them", "#"),
        Lead("indirect", "Shorten the road from offer to signature", "#"),
    ]
    growth, depth = (
        "Significant growth with sustained profitability",
        "Deepen and strengthen existing customer relationships",
    )
    explain = "/dev/components?explain=1"
    return [
        CorporateLine(
            growth,
            "#",
            explain,
            share_scale(name=growth, progress=660_000, expected=630_000, locale=locale),
            leads,
        ),
        CorporateLine(
            depth,
            "#",
            explain,
            share_scale(name=depth, progress=590_000, expected=690_000, locale=locale),
            leads,
        ),
    ]


def arithmetic() -> Arithmetic:
    """The drawn figure of screen 28: 390.0 / 6 = 65.0, expected 63.0."""
    part, line = Contributor, Detail
    revenue = [
        line("Start", "400"),
        line(
            "Sales, Revenue to NOK 240 million",
            "+60",
            "200 to 240, stands at 260. Contributes its change",
            "#",
        ),
        line("Revenue now", "460", total=True),
        line("(460 − 400) ÷ (480 − 400)", "75.0%"),
    ]
    quarters = [
        line("Q1", "23.2", "closed, 1 objective", mean="94.1%", share="90 of 365 days"),
        line("Q2", "21.7", "closed, 1 objective", mean="87.0%", share="91 of 365"),
        line("Q3", "13.1", "running. Delivery 51.0, Finance 53.0", mean="52.0%", share="92 of 365"),
        line("Q4", "0.0", "not planned yet, counts 0", mean="0.0%", share="92 of 365", quiet=True),
        line("Together", "58.0", total=True, mean=" ", share=" "),
    ]
    rows = [
        part(
            "A",
            "key_result",
            "Revenue to NOK 480 million",
            "#",
            3,
            "75.0%",
            "225.0",
            "37.5",
            "Key result, sum of contributions. 400 to 480, stands at 460",
            "63%",
            12,
            details=revenue,
            details_words="What made 460",
        ),
        part(
            "B",
            "key_result",
            "Operating margin to 12%",
            "#",
            1,
            "35.0%",
            "35.0",
            "5.8",
            "Key result. 10 to 12, stands at 10.7",
            "63%",
            -28,
        ),
        part(
            "C",
            "key_result",
            "Renewal rate above 90%",
            "#",
            1,
            "72.0%",
            "72.0",
            "12.0",
            "Key result. 60 to 70, stands at 67.2",
            "100%",
            -28,
            hold=True,
        ),
        part(
            "D",
            "quarters",
            "Quarterly objectives",
            "#",
            1,
            "58.0%",
            "58.0",
            "9.7",
            "Directly aligned objectives in shorter cycles, one contributor together",
            "63%",
            -5,
            details=quarters,
            details_words="What made 58.0%",
        ),
    ]
    missing = NotCounted
    return Arithmetic(
        "Significant growth with sustained profitability",
        "#",
        "65.0%",
        "Counts its key results and its aligned objectives. Each one’s progress times its weight, divided by the sum of the weights.",
        rows,
        SumBar(
            [
                SumPart("A", 375, "Revenue"),
                SumPart("B", 58, "Margin"),
                SumPart("C", 120, "Renewals"),
                SumPart("D", 97, "Quarters"),
            ],
            650,
            630,
        ),
        expected="63.0",
        points=2,
        weights=6,
        products="390.0",
        not_counted=[
            missing(
                "unmeasured",
                "New customers who came on a recommendation",
                "#",
                "Benchmark first. Left out until the first value, due Mon 31 Aug, Sofie Dahl",
                "Not measured yet",
            ),
            missing(
                "terminated",
                "Two customers outside Norway",
                "#",
                "Terminated 2 June, weight 1. “We win more at home first.”",
                "Terminated",
            ),
            missing(
                "proposed",
                "A partner channel in Sweden",
                "#",
                "Jonas Lie proposed a direct link on 12 Aug. Counts when Henrik accepts it and gives it a weight",
                accept_url="#",
                decline_url="#",
            ),
            missing(
                "indirect",
                "Increase revenue from existing customers",
                "#",
                "Sales, 46%. Its revenue is already counted in A, so this link is shown only",
                "Indirect",
                "line",
            ),
        ],
        as_of=datetime(2026, 8, 18, 7, 16, tzinfo=UTC),
        text="65.0% = 390.0 / 6",
    )


def trends() -> list[Trend]:
    """A rolled-up figure behind its pace, and a falling measure with its axis turned."""
    months = [
        (date(2026, month, 1), name) for month, name in ((1, "Jan"), (4, "Apr"), (7, "Jul"), (10, "Oct"))
    ]
    values = [12, 20, 29, 36, 42, 47, 52, 56, 59]
    days = [
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
        date(2026, 8, 1),
        TODAY,
    ]
    company = Trend(
        "Deepen and strengthen existing customer relationships: 59%, expected 69%",
        date(2026, 1, 1),
        date(2026, 12, 31),
        TODAY,
        [Moment(day, value, f"{value}%") for day, value in zip(days, values, strict=True)],
        [Moment(date(2026, 1, 1), 16), Moment(date(2026, 12, 31), 100)],
        0,
        100,
        [(0, "0%"), (50, "50%"), (100, "100%")],
        [*months, (date(2026, 12, 31), "Dec")],
    )
    cycle = [
        ("62", 1),
        ("61.9", 8),
        ("61.9", 14),
        ("61.3", 21),
        ("61.1", 28),
        ("60.5", 35),
        ("60.6", 41),
        ("60", 48),
    ]
    start = date(2026, 7, 1)
    sales = Trend(
        "Average sales cycle: 60 days, expected 57.2; fewer days are higher",
        start,
        date(2026, 9, 30),
        TODAY,
        [
            Moment(date.fromordinal(start.toordinal() + day - 1), float(value), f"{value} days")
            for value, day in cycle
        ],
        [Moment(start, 62), Moment(date(2026, 9, 30), 53)],
        53,
        62,
        [(53, "53"), (56, "56"), (59, "59"), (62, "62")],
        [
            (start, "1 Jul"),
            (date(2026, 8, 1), "1 Aug"),
            (date(2026, 9, 1), "1 Sep"),
            (date(2026, 9, 30), "30 Sep"),
        ],
        falling=True,
        projection=Moment(date(2026, 9, 30), 57.9),
        label="60 days",
    )
    return [company, sales]


class ExampleForm(forms.Form):
    """Fields as {% field %} draws them."""

    name = forms.CharField(label="Label above, always")
    born = forms.CharField(label="With a problem")
    cycle = forms.ChoiceField(choices=[("q3", "Q3 2026"), ("q4", "Q4 2026")])
    why = forms.CharField(
        label="Reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands in the history for good.",
    )
    told = forms.BooleanField(label="Remember this for files with the same headings", required=False)

    def clean_born(self) -> str:
        raise forms.ValidationError("February ends on the 28th")


def sheet(locale: str, request: HttpRequest) -> dict[str, Any]:
    """Everything templates/okrsite/local/components.html places."""
    form = ExampleForm(
        {
            "name": "Value",
            "born": "31 Feb",
            "cycle": "q3",
            "why": "Leadership asked for the same target as last year.",
            "told": "on",
        }
    )
    form.is_valid()
    date_of, offer, cell = MeetingDate, Offer, DryCell
    return {
        "organisations": [FJELLVANN, HAVBLIKK],
        "scales": scales(locale),
        "share": share_scale(name="Product", progress=480_000, expected=533_333, locale=locale),
        "no_data": share_scale(name="A new objective", progress=None, expected=None, locale=locale),
        "gaps": [GapLine(-8, 14), GapLine(7, -16), GapLine(-3, 24)],
        "distances": [[2, -1, -5, -6, -11, -14, -12], [-5, -1, -2, 3, 7, 5, 6]],
        "sparks": [
            [Decimal(v) for v in ("12", "12.4", "13.1", "13.1", "14.6", "15.2", "16.8")],
            TREND,
            [Decimal(86)] * 7,
        ],
        "mixture": Mix(5, 4, 3, 1),
        "freshness": Freshness(74, 8, 3, 1),
        "marks": Meetings(
            ["all", "all", "some", "all", "not_held", "skipped", "skipped", "all", "all", "next"]
        ),
        "key_results": key_results(locale),
        "trails": trails(),
        "lines": corporate_lines(locale),
        "arith": arithmetic(),
        "trends": trends(),
        "people": PEOPLE,
        "ingrid": INGRID,
        "maya": MAYA,
        "tor": TOR,
        "nobody": None,
        "links": proposals(),
        "entries": history(),
        "toast": Toast("Kept at 60 days", "#"),
        "checks": [
            Check("ok", "Time-bound", "All end on 31 December, inside the cycle."),
            Check("needed", "Three to five measured", "Two of your four have start, target and unit."),
            Check("fix", "Outcome, not task", "Key result 4 begins with “Launch”.", "id_name"),
        ],
        "steps": [
            Stage("done", "People", "212 added", "#"),
            Stage("now", "Company objectives", "One to three for 2026", "#"),
            Stage("later", "Leaders’ own OKRs", "Leaders go first"),
            Stage("later", "Pilot", "Start small and grow"),
        ],
        "dates": [
            date_of(
                "Thu", 20, "Aug", "10:00 to 10:30", "Meeting 31. Henrik joins", url="#", iso="2026-08-20"
            ),
            date_of(
                "Wed",
                26,
                "Aug",
                "13:00 to 13:30",
                "Maya travels to Bergen",
                "moved",
                "Thu 27 Aug 10:00",
                "#",
                "2026-08-26",
            ),
            date_of(
                "Thu",
                10,
                "Sep",
                "",
                "Ingrid’s holiday, 7 to 11 September.",
                "skipped",
                url="#",
                iso="2026-09-10",
            ),
        ],
        "dry_rows": [
            DryRow(
                6,
                "Fornyelsesgrad",
                "Kunder blir fordi de ser verdien",
                "#",
                mended="Accountable is Ingrid Solheim",
                was="ingird.solheim@fjellvann.no",
            ),
            DryRow(
                14,
                "Tid til første verdi",
                "Customers reach value in their first 30 days",
                "#",
                [
                    cell("start", "Start", "21"),
                    cell("target", "Target", "21"),
                    cell("unit", "Unit", "days", bad=False),
                ],
                "Start and target are the same, so nothing would move. The Q3 key result ends at 7 days.",
                [offer("Use 21 to 7", "fix", "21:7")],
                first=True,
            ),
            DryRow(
                27,
                "Flere partnere i Sverige",
                "A partner channel in Sweden",
                "#",
                [cell("accountable", "Accountable", "lars.vik@fjellvann.no")],
                "Lars Vik left on 31 July. His lead was Marte Ruud.",
                [
                    offer("Use Marte Ruud", "fix", "marte"),
                    offer("Import without an owner", "fix", "none", quiet=True),
                ],
            ),
        ],
        "form": form,
        "tabs": [
            ("Focus room", "#", False, 0),
            ("Approvals", "#", True, 4),
            ("Promises", "#", False, 2),
            ("Overlaps", "#", False, 0),
        ],
        "soon": date(2026, 8, 19),
        "late": date(2026, 8, 17),
        "later": date(2026, 8, 31),
        "moment_today": datetime(2026, 8, 18, 6, 12, tzinfo=UTC),
        "moment_monday": datetime(2026, 8, 17, 12, 20, tzinfo=UTC),
        "three_marks": [True, True, False],
    }


def proposals() -> Sequence[Proposed]:
    given = (
        "Customer days people bring colleagues to",
        "#",
        "Erik K.",
        "Events",
        "Fri 14 Aug",
        1,
        "46%",
        "49%",
    )
    return [
        Proposed(*given, accept_url="#", effect_url="#", person=ERIK),
        Proposed(*given, waits_for="Maya", person=ERIK),
    ]


def history() -> Sequence[TimelineEntry]:
    entry = TimelineEntry
    return [
        entry("Maya", "set confidence", "Today 08:40", MAYA, before_confidence="on", after_confidence="risk"),
        entry(
            "Maya",
            "changed the target of Renewal rate",
            "10 Jul. Henrik was told",
            MAYA,
            before="88%",
            after="90%",
            reason="Leadership asked for the same target as last year.",
        ),
        entry("Henrik", "approved the objective", "26 Jun, active since 1 Jul", icon="flag"),
    ]
