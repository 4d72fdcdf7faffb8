"""What is not in a figure and why: not measured yet, terminated, proposed, shown only, still a draft; and
what is on its way."""

from collections.abc import Iterable

from django.urls import reverse

from objectives.display.arithmetic import NotCounted
from objectives.display.history_words import owner_name
from objectives.explanation.reader import Reader
from objectives.models import Alignment, Change, Counts, Edge, KeyResult, Objective
from objectives.models.alignment import AlignmentQuerySet
from objectives.permissions import can_edit
from organisations.display.dates import month
from organisations.models import Organisation


def unmeasured(edges: Iterable[Edge], reader: Reader) -> list[NotCounted]:
    """Contributors without a figure yet."""
    found = []
    for edge in edges:
        figure = edge.child
        if figure.progress is not None:
            continue
        if figure.key_result is not None:
            due = figure.key_result.benchmark_due
            found.append(
                NotCounted(
                    kind="unmeasured",
                    title=figure.key_result.title,
                    url=reader.key_result_url(figure.key_result),
                    why="Counts from its first value on.",
                    tag=f"Benchmark by {due:%a} {due.day} {due:%b}" if due else "Not measured yet",
                )
            )
        elif figure.objective is not None:
            found.append(
                NotCounted(
                    kind="unmeasured",
                    title=figure.objective.title,
                    url=reader.objective_url(figure.objective),
                    why="Nothing in it is measured yet.",
                )
            )
    return found


def left_out(objective: Objective, reader: Reader) -> list[NotCounted]:
    """Terminated key results, proposed, indirect and drafted links of an objective."""
    ended = [
        NotCounted(
            kind="terminated",
            title=key_result.title,
            url=reader.key_result_url(key_result),
            why=ended_words(key_result, reader),
            tag="Terminated",
        )
        for key_result in objective.key_results.filter(terminated_at__isnull=False).select_related(
            "objective"
        )
    ]
    return [*ended, *waiting_links(Alignment.objects.filter(parent=objective), objective, reader)]


def ended_words(key_result: KeyResult, reader: Reader) -> str:
    """When, how much it weighed, why: "Terminated 2 Jun, weight 1. “We win more at home first.”"."""
    assert key_result.terminated_at is not None
    ended = key_result.terminated_at.astimezone(reader.organisation.zone).date()
    reason = f" “{key_result.reason}”" if key_result.reason else ""
    return f"Terminated {ended.day} {month(ended)}, weight {key_result.weight}.{reason}"


def waiting_links(links: AlignmentQuerySet, parent: Objective, reader: Reader) -> list[NotCounted]:
    """Links that show and do not count: proposed ones with what the parent's owner can do, the others with
    why."""
    found = []
    may_decide = can_edit(reader.membership, parent)
    standing = links.exclude(state=Alignment.State.DECLINED).select_related(
        "child__unit", "child__owner", "child__owner_unit"
    )
    for link in standing.order_by("kind", "pk"):
        child = link.child
        if link.state == Alignment.State.PROPOSED:
            address = (reader.organisation.slug, link.public_id)
            found.append(
                NotCounted(
                    kind="proposed",
                    title=child.title,
                    url=reader.objective_url(child),
                    why=f"{child.unit.name if child.unit else child.title} wants it to move this figure. Counts nothing until it is accepted.",
                    tag="Proposed",
                    accept_url=reverse("objectives:accept_link", args=address) if may_decide else "",
                    decline_url=reverse("objectives:decline_link", args=address) if may_decide else "",
                    weight=link.weight,
                )
            )
        elif link.kind == Alignment.Kind.INDIRECT:
            found.append(
                NotCounted(
                    kind="indirect",
                    title=child.title,
                    url=reader.objective_url(child),
                    why=f"{owner_name(child)}, shown only. {link.how}",
                    tag="Indirect",
                    tone="line",
                )
            )
        elif child.state in ("draft", "submitted"):
            found.append(
                NotCounted(
                    kind="direct",
                    title=child.title,
                    url=reader.objective_url(child),
                    why="Counts from the day it is active.",
                    tag=child.get_state_display(),
                )
            )
        elif parent.counts == Counts.KEY_RESULTS and link.parent_id:
            found.append(
                NotCounted(
                    kind="direct",
                    title=child.title,
                    url=reader.objective_url(child),
                    why="This objective counts its key results; the link is shown and compared.",
                )
            )
    return found


def pending(organisation: Organisation) -> str:
    """A sentence while an update anywhere in the organisation is on its way: it may be on its way to this
    figure."""
    waiting = Change.objects.order_by("id").values_list("at", flat=True).first()
    return f"An update from {waiting.astimezone(organisation.zone):%H:%M} is on its way." if waiting else ""
