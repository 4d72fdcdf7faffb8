"""How one knows: measurable, trackable, time-bound, with one accountable person."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from objectives.models.objective import Objective
from organisations.models import Membership
from organisations.tenancy import (
    PublicModel,
    TenantForeignKey,
    TenantManager,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
)


class Measure(models.TextChoices):
    NUMBER = "number", "Number"
    PERCENTAGE = "percentage", "Percentage"
    CURRENCY = "currency", "Currency"
    MILESTONES = "milestones", "Milestones"


class Trajectory(models.TextChoices):
    REACH = "reach", "Reach it by the due date"
    HOLD = "hold", "Hold the level"


class MeasuredBy(models.TextChoices):
    """`data source` comes with its own issue and is not offered yet."""

    UPDATES = "updates", "Updates"
    CONTRIBUTIONS = "contributions", "Sum of contributions"
    ALIGNED = "aligned", "Progress of aligned objectives"


class Confidence(models.TextChoices):
    """What a person believes; beside pace, never mixed with it."""

    NOT_SET = "", "Not set"
    ON_TRACK = "on", "On track"
    AT_RISK = "risk", "At risk"
    OFF_TRACK = "off", "Off track"


class KeyResultQuerySet(TenantQuerySet["KeyResult"]):
    def going(self) -> "KeyResultQuerySet":
        """Key results of active objectives that were not terminated."""
        return self.filter(objective__state="active", terminated_at=None)

    def with_state(self) -> "KeyResultQuerySet":
        return self.select_related("state", "figure", "objective", "accountable")


KeyResultManager = TenantManager.from_queryset(KeyResultQuerySet)


class KeyResult(PublicModel):
    """`start` null is *benchmark first*: unmeasured until the first value sets it. `slot` 1 to 5 holds the
    limit."""

    objective = TenantForeignKey(Objective, models.CASCADE, related_name="key_results")
    title = models.CharField(max_length=200)
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.NUMBER)
    currency = models.CharField(max_length=3, blank=True)
    measure_unit = models.CharField(max_length=30, blank=True)
    start = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=24, decimal_places=6)
    due_on = models.DateField()
    trajectory = models.CharField(max_length=5, choices=Trajectory, default=Trajectory.REACH)
    weight = models.PositiveSmallIntegerField(default=1)
    measured_by = models.CharField(max_length=13, choices=MeasuredBy, default=MeasuredBy.UPDATES)
    shorter_weight = models.PositiveSmallIntegerField(default=1)
    accountable = TenantForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="key_results"
    )
    benchmark_due = models.DateField(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)  # the day the first value set the start
    position = models.PositiveSmallIntegerField(default=0)
    slot = models.PositiveSmallIntegerField(null=True, editable=False)
    terminated_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = KeyResultManager()

    class Meta(PublicModel.Meta):
        ordering = ("objective_id", "position", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="key_result_public_id"),
            models.UniqueConstraint(fields=["organisation", "objective", "slot"], name="key_result_slot"),
            models.CheckConstraint(
                condition=Q(slot__isnull=True) | Q(slot__isnull=False, slot__range=(1, 5)),
                name="key_result_at_most_five",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | ~Q(start=F("target")),
                name="key_result_start_is_not_target",
                violation_error_message="Start and target are the same: nothing would move.",
            ),
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="key_result_weight"),
            models.CheckConstraint(
                condition=Q(shorter_weight__range=(1, 5)), name="key_result_shorter_weight"
            ),
            models.CheckConstraint(
                condition=~Q(measured_by="contributions", measure__in=["percentage", "milestones"]),
                name="key_result_sums_add_up",
                violation_error_message="Percentages do not add up: measure it by updates.",
            ),
            models.CheckConstraint(
                condition=~Q(measured_by="contributions", start__isnull=True), name="key_result_sum_has_start"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "objective"], name="key_result_by_objective"),
            models.Index(fields=["organisation", "accountable"], name="key_result_by_accountable"),
        ]

    @property
    def is_benchmark_first(self) -> bool:
        return self.start is None

    def __str__(self) -> str:
        return self.title


class KeyResultState(TenantModel):
    """The hot half of a key result, written by updates: never indexed, so that its rows stay HOT.

    `progress` is in millionths, clamped 0 to 1,000,000, null while unmeasured. `window_from` is the check-in
    before now: a key result is *updated* when `updated_at` is later. `streak` counts No change answers in a
    row.
    """

    key_result = TenantOneToOneField(KeyResult, models.CASCADE, related_name="state")
    current = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.IntegerField(null=True)
    confidence = models.CharField(max_length=4, choices=Confidence, blank=True)
    updated_at = models.DateTimeField(null=True)
    updated_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+", db_index=False)
    window_from = models.DateTimeField(null=True)
    streak = models.PositiveSmallIntegerField(default=0)

    def is_updated(self, since: datetime | None = None) -> bool:
        """Whether a value came since the previous check-in."""
        begins = since or self.window_from
        return self.updated_at is not None and (begins is None or self.updated_at > begins)


class Milestone(PublicModel):
    """An ordered step, done or not; the key result's target is the number of them."""

    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(PublicModel.Meta):
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="milestone_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "key_result", "position"], name="milestone_position"
            ),
        ]
