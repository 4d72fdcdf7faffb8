"""This app's own part of a leaving: people who had the leaver as manager, and units they led."""

from collections.abc import Iterable

from organisations import departures_registry
from organisations.departures_registry import ActionContext, DepartureHandler, Held, Kind
from organisations.models import Membership, Unit


class PeopleAndUnits(DepartureHandler):
    def __init__(self) -> None:
        super().__init__(
            kinds={
                "report": Kind("person without a manager", "people without a manager", "users"),
                "unit": Kind("unit without a lead", "units without a lead", "network"),
            }
        )

    def held_by(self, person: Membership) -> list[Held]:
        reports = Membership.objects.active().filter(manager=person).order_by("name")
        units = Unit.objects.filter(lead=person).order_by("name")
        return [self._report(each, person.manager) for each in reports] + [
            self._unit(each, person.manager) for each in units
        ]

    def waiting(self, kind: str, rows: Iterable[int]) -> set[int]:
        if kind == "report":
            people = Membership.objects.active().filter(pk__in=rows, manager=None)
            return set(people.values_list("pk", flat=True))
        return set(Unit.objects.filter(pk__in=rows, lead=None).values_list("pk", flat=True))

    def find(self, kind: str, rows: Iterable[int]) -> list[Held]:
        if kind == "report":
            return [
                self._report(each)
                for each in Membership.objects.active().filter(pk__in=rows).order_by("name")
            ]
        return [self._unit(each) for each in Unit.objects.filter(pk__in=rows).order_by("name")]

    def hand_over(
        self, kind: str, row: int, *, leaver: Membership, to: Membership, at: ActionContext
    ) -> None:
        from organisations.people.actions import change_member
        from organisations.units.actions import change_unit

        if kind == "report":
            change_member(member=Membership.objects.get(pk=row), manager=to, by=at.by, now=at.now)
        else:
            change_unit(unit=Unit.objects.get(pk=row), lead=to, by=at.by, now=at.now)

    def let_go(self, kind: str, row: int, *, leaver: Membership, at: ActionContext) -> None:
        from organisations.people.actions import change_member
        from organisations.units.actions import change_unit

        if kind == "report":
            change_member(member=Membership.objects.get(pk=row), manager=None, by=at.by, now=at.now)
        else:
            change_unit(unit=Unit.objects.get(pk=row), lead=None, by=at.by, now=at.now)

    def _report(self, person: Membership, proposed: Membership | None = None) -> Held:
        title = f"{person.name}’s manager"
        return Held("report", person.pk, title, person.title, proposed if proposed != person else None)

    def _unit(self, unit: Unit, proposed: Membership | None = None) -> Held:
        return Held("unit", unit.pk, f"Lead of {unit.name}", unit.get_kind_display(), proposed)


def register() -> None:
    departures_registry.register(PeopleAndUnits())
