"""One key result by itself, with what its row is drawn from: for the answers to an edit, an update, an
Undo."""

from django.shortcuts import get_object_or_404

from checkins.my_week import page as my_week_page
from checkins.rows.parts import Facts, Scene
from checkins.series.check_in_times import check_in_schedule
from objectives.models import KeyResult
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation


def fetch(public_id: str) -> KeyResult:
    """A key result with what a row and its permission need; 404 where there is none."""
    return get_object_or_404(
        KeyResult.objects.select_related(
            "state__updated_by",
            "figure",
            "accountable",
            "objective__cycle",
            "objective__owner_unit",
            "objective__owner",
        ),
        public_id=public_id,
    )


def seen(
    key_result: KeyResult, *, organisation: Organisation, by: Membership, reader: Reader, here: str = ""
) -> tuple[Scene, Facts]:
    """The row's surroundings. `here` is the page whose row it is; empty for My week."""
    scene = Scene(
        organisation, reader, check_in_schedule(organisation, [key_result], now=reader.now), by, here
    )
    return scene, my_week_page.gather(scene, [key_result])[key_result.pk]
