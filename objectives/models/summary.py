"""The company page's figures, kept by the roll-up so that no page ever counts a hundred thousand rows."""

from django.db import models

from objectives.models.cycle import Cycle
from organisations.models import Membership, Unit
from organisations.tenancy import TenantForeignKey, TenantModel


class UnitSummary(TenantModel):
    """One unit in one cycle (docs/rules.md §6).

    `own_*`: the unit's own objectives (progress is their plain mean: own_progress / own_measured, in
    millionths). The rest counts the whole subtree: key results by confidence, updated ones, objectives and
    aligned objectives.
    """

    unit = TenantForeignKey(Unit, models.CASCADE, related_name="summaries")
    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="+", db_index=False)
    own_objectives = models.IntegerField(default=0)
    own_measured = models.IntegerField(default=0)
    own_progress = models.BigIntegerField(default=0)
    own_expected = models.BigIntegerField(default=0)
    on_track = models.IntegerField(default=0)
    at_risk = models.IntegerField(default=0)
    off_track = models.IntegerField(default=0)
    not_set = models.IntegerField(default=0)
    key_results = models.IntegerField(default=0)  # asked: going, with an accountable person in a started unit
    updated = models.IntegerField(default=0)
    objectives = models.IntegerField(default=0)
    aligned = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "cycle", "unit"], name="unit_summary_once")
        ]


class UnitSnapshot(TenantModel):
    """A unit's own progress and expected on one local date, in millionths."""

    unit = TenantForeignKey(Unit, models.CASCADE, related_name="snapshots", db_index=False)
    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    progress = models.IntegerField(null=True)
    expected = models.IntegerField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "unit", "cycle", "on"], name="unit_snapshot_daily"
            )
        ]


class PersonSummary(TenantModel):
    """How many of a person's own active key results in a cycle exist, and how many are updated since their
    check-in."""

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="summaries")
    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="+", db_index=False)
    key_results = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle", "membership"], name="person_summary_once"
            )
        ]


class Participation(TenantModel):
    """Of the people who were asked in a cycle, how many updated all their own key results: per group."""

    class Group(models.TextChoices):
        LEADERSHIP = "leadership", "Leadership"
        LEADS = "leads", "Unit leads"
        EVERYONE = "everyone", "Everyone else"

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="participation", db_index=False)
    group = models.CharField(max_length=10, choices=Group)
    asked = models.IntegerField(default=0)
    participating = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "cycle", "group"], name="participation_once")
        ]


class Finding(TenantModel):
    """Something a reader should be led to, kept so that no page looks for it: a key result that needs
    attention, an alignment gap, a win. Written by the roll-up alone, from the view `objectives_findable`.

    `result` and `plan` are whole points from pace, the own ones and those of the direct children; `rank`
    orders a kind, smallest first: furthest behind, widest gap, newest win. `individual` ones belong to a
    person's objective.
    """

    class Kind(models.TextChoices):
        ATTENTION = "attention", "Needs attention"
        GAP = "gap", "Alignment gap"
        WIN = "win", "Win"

    figure = TenantForeignKey("objectives.Figure", models.CASCADE, related_name="findings", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    cycle = models.BigIntegerField()
    unit = models.BigIntegerField()
    individual = models.BooleanField(default=False)
    result = models.IntegerField(null=True)
    plan = models.IntegerField(null=True)
    rank = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "figure", "kind"], name="finding_once")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "cycle", "kind", "individual", "rank"], name="finding_worst_first"
            ),
            models.Index(fields=["organisation", "unit"], name="finding_by_unit"),
        ]
