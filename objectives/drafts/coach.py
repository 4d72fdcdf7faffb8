"""From what stands in the editor to the coach's checks: rows that cannot be read yet are coached as far as
they can."""

from typing import Any

from objectives.display.entries import Check
from objectives.display.history_words import owner_name
from objectives.drafts import coach_panel, coach_rules
from objectives.drafts.forms import KeyResultForm
from objectives.editing.limits import holding, overload
from objectives.models import Alignment, Objective
from objectives.permissions import owner_of
from organisations.models import Organisation


def draft_of(
    objective: Objective, forms: list[KeyResultForm], organisation: Organisation
) -> coach_rules.Draft:
    """The draft as typed so far. Rows without a title are not there yet."""
    owner, cycle = owner_of(objective), objective.cycle
    links = list(
        Alignment.objects.filter(child=objective)
        .exclude(state=Alignment.State.DECLINED)
        .select_related(
            "parent__owner",
            "parent__owner_unit",
            "parent_key_result__objective__owner",
            "parent_key_result__objective__owner_unit",
        )
    )
    named = [(each.kind, owner_name(each.parent or each.parent_key_result.objective)) for each in links]
    return coach_rules.Draft(
        title=objective.title,
        why=objective.why,
        cycle_name=cycle.name,
        cycle_starts=cycle.starts_on,
        cycle_ends=cycle.ends_on,
        key_results=tuple(row for form in forms if (row := row_of(form)) is not None),
        is_corporate=objective.is_corporate,
        leads_to=tuple(name for kind, name in named if kind == Alignment.Kind.DIRECT),
        supports=tuple(name for kind, name in named if kind == Alignment.Kind.INDIRECT),
        in_cycle=holding(owner, cycle).exclude(pk=objective.pk).count(),
        overlapping=len([each for each in overload(owner, cycle) if each.pk != objective.pk]),
        most_objectives=organisation.max_objectives,
        most_key_results=organisation.max_key_results,
    )


def row_of(form: KeyResultForm) -> coach_rules.DraftKeyResult | None:
    """A row as the coach reads it; None for an empty one."""
    if form.is_bound:
        form.is_valid()
        said: dict[str, Any] = getattr(form, "cleaned_data", {})
        if not said.get("title"):
            return None
        said = {name: said.get(name) for name in form.fields}
        form.cleaned_data = {
            **said,
            "unit": said.get("unit") or "",
            "milestones": said.get("milestones") or "",
        }
        definition = form.definition()
    else:
        return None
    steps = definition["milestones"]
    return coach_rules.DraftKeyResult(
        title=definition["title"] or "",
        measure=definition["measure"],
        measure_unit=definition["measure_unit"] or definition["currency"],
        start=0 if steps else definition.get("start"),  # type: ignore[arg-type]
        target=len(steps) if steps else definition.get("target"),  # type: ignore[arg-type]
        due=definition.get("due_on"),
        trajectory=definition.get("trajectory") or "reach",
        measured_by=definition.get("measured_by") or "updates",
        benchmark_due=definition.get("benchmark_due"),
    )


# How the editor names the fields that the coach speaks of.
FIELDS = {"measure_unit": "unit", "due": "due_on"}


def checks(draft: coach_rules.Draft, forms: list[KeyResultForm]) -> list[Check]:
    """The six lines of the coach's panel, each open one with the field that it is about."""
    return [
        Check(
            state="ok"
            if each.passed
            else "needed"
            if each.severity == coach_rules.Severity.NEEDED
            else "fix",
            title=each.title,
            line=each.sentence,
            field=field_of(each.finding, forms) if each.finding else "",
        )
        for each in coach_panel.checks(draft)
    ]


def field_of(finding: coach_rules.Finding, forms: list[KeyResultForm]) -> str:
    """The id of the field in the page; "" where it is about none."""
    if finding.key is coach_rules.Key.LEADS_SOMEWHERE:
        return "leads-title"
    if finding.key is coach_rules.Key.MEASURED:
        return forms[-1]["title"].id_for_label
    if finding.key_result is None:
        return f"id_{finding.field}" if finding.field else ""
    form = forms[numbers_of_titled(forms)[finding.key_result]]
    return str(form[FIELDS.get(finding.field, finding.field)].id_for_label)


def numbers_of_titled(forms: list[KeyResultForm]) -> list[int]:
    """Which of the rows the coach counts: those with a title."""
    return [n for n, form in enumerate(forms) if row_of(form) is not None]


def needed(draft: coach_rules.Draft) -> str:
    """What keeps the draft from being submitted, as one sentence beside the button; empty when nothing
    does."""
    open_ones = [each for each in coach_panel.checks(draft) if each.severity == coach_rules.Severity.NEEDED]
    if not open_ones:
        return ""
    more = f" And {len(open_ones) - 1} more." if len(open_ones) > 1 else ""
    return f"{open_ones[0].sentence}{more}"


def advice(draft: coach_rules.Draft, forms: list[KeyResultForm]) -> dict[int, list[coach_rules.Finding]]:
    """What stands under each row of the editor. The coach counts only rows with a title."""
    titled = numbers_of_titled(forms)
    found: dict[int, list[coach_rules.Finding]] = {}
    for finding in coach_rules.findings(draft):
        if finding.key_result is not None:
            found.setdefault(titled[finding.key_result], []).append(finding)
    return found
