"""The coach's panel: six lines, each passed or open, whatever the number of findings behind them."""

from dataclasses import dataclass

from objectives.drafts.coach_rules import Draft, Finding, Key, Severity, findings
from objectives.drafts.wording import counted, in_words, in_words_capital, ordinal
from organisations.display.dates import day_of_month


@dataclass(frozen=True)
class Check:
    """A line of the panel: passed, or open with the severity of its worst finding, and a sentence either
    way."""

    key: Key
    title: str
    sentence: str
    severity: Severity | None = None
    finding: Finding | None = None

    @property
    def passed(self) -> bool:
        return self.severity is None


def checks(draft: Draft) -> list[Check]:
    """The six lines of the panel; the number that passed is the count beside its heading ("3 of 6")."""
    said = findings(draft)
    lines = []
    for key, (title, praise) in _passed(draft).items():
        open_ones = [finding for finding in said if finding.key is key]
        worst = min(open_ones, key=lambda finding: finding.severity is not Severity.NEEDED, default=None)
        sentence = _summary(draft, worst) if worst else praise
        lines.append(Check(key, title, sentence, worst.severity if worst else None, worst))
    return lines


def _summary(draft: Draft, finding: Finding) -> str:
    """The finding as a line of the panel, where no field stands beside it to say which key result is
    meant."""
    if finding.key_result is None or finding.key is Key.TIME_BOUND:
        return finding.sentence
    number = finding.key_result + 1
    if finding.key is Key.OUTCOME:
        return f"Key result {number} begins with “{draft.key_results[finding.key_result].title.split()[0]}”."
    missing = {"start": "no start", "target": "no target", "measure_unit": "no unit"}[finding.field]
    same = finding.field == "target" and draft.key_results[finding.key_result].target is not None
    return f"Key result {number} has {'the same start and target' if same else missing}."


def _passed(draft: Draft) -> dict[Key, tuple[str, str]]:
    """Title of each check, and what it says when nothing is open."""
    due = {key_result.due for key_result in draft.key_results if key_result.due}
    latest = f"All end on {day_of_month(max(due))}" if len(due) == 1 else "All have a date"
    links = len(draft.leads_to)
    to = f" to {draft.leads_to[0]}" if links == 1 else ""
    leads = (
        f"{counted(links, 'direct link')}{to}."
        if links
        else f"Supports {' and '.join(draft.supports)}, shown only."
    )
    benchmarks = sum(
        key_result.start is None and key_result.benchmark_due is not None for key_result in draft.key_results
    )
    first = f" {in_words_capital(benchmarks)} measured first." if benchmarks else ""
    limits = f"{in_words_capital(draft.least_key_results)} to {in_words(draft.most_key_results)} measured"
    return {
        Key.TIME_BOUND: ("Time-bound", f"{latest}, inside the cycle." if due else "No key results yet."),
        Key.LEADS_SOMEWHERE: ("Leads somewhere", "Others lead here." if draft.is_corporate else leads),
        Key.ROOM: (
            "Room for it",
            f"The {ordinal(draft.in_cycle + 1)} of {in_words(draft.most_objectives)} in {draft.cycle_name}.",
        ),
        Key.MEASURED: (limits, f"{counted(len(draft.key_results), 'measured key result')}."),
        Key.START_AND_END: ("Start and end known", f"Known for each of them.{first}"),
        Key.OUTCOME: ("Outcome, not task", "Each says what changes."),
    }
