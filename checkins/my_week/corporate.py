"""The company's objectives in one line each, and which of somebody's lead there: opens My week and every
check-in page."""

from collections.abc import Callable, Iterable, Sequence

from objectives.alignment.trails import Upwards
from objectives.display.links import CorporateLine, Lead
from objectives.display.scales import objective_scale
from objectives.display.urls import objective_address
from objectives.models import Objective
from organisations.display.reader import Reader
from organisations.models import Organisation


def corporate_objectives(reader: Reader) -> list[Objective]:
    """Active corporate objectives of the cycles that contain today, longest cycle first, in one query."""
    today = reader.today
    return list(
        Objective.objects.corporate()
        .active()
        .filter(cycle__starts_on__lte=today, cycle__ends_on__gte=today)
        .select_related("figure", "cycle")
        .order_by("cycle__starts_on", "slot")
    )


def corporate_lines(
    corporate: Iterable[Objective],
    *,
    upwards: Upwards,
    own: Sequence[Objective],
    organisation: Organisation,
    reader: Reader,
    lead_url: Callable[[Objective], str],
    whose: str = "yours",
) -> list[CorporateLine]:
    """One line for each; `own` are the objectives looked for, `lead_url` where a click on one of them
    goes."""
    reached = [(objective, upwards.reaches(objective.pk)) for objective in own]
    lines = []
    for each in corporate:
        url = objective_address(organisation, each.public_id)
        lines.append(
            CorporateLine(
                title=each.title,
                url=url,
                explain_url=f"{url}?explain=1" if url else "",
                scale=objective_scale(each, reader, organisation),
                leads=[
                    Lead(kind=above[each.pk], title=mine.title, url=lead_url(mine))
                    for mine, above in reached
                    if each.pk in above
                ],
                whose=whose,
            )
        )
    return lines
