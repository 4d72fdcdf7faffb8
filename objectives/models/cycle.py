"""A period with a start and an end; company and teams may run on different ones at once."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from organisations.tenancy import (
    PublicModel,
    TenantForeignKey,
    TenantManager,
    TenantQuerySet,
)


class CycleKind(models.TextChoices):
    ANNUAL = "annual", "Year"
    HALF_YEAR = "half_year", "Half-year"
    TRIMESTER = "trimester", "Trimester"
    QUARTER = "quarter", "Quarter"
    MONTH = "month", "Month"
    CUSTOM = "custom", "Custom"


class CycleState(models.TextChoices):
    PLANNING = "planning", "Planning"
    ACTIVE = "active", "Active"
    CLOSING = "closing", "Closing"
    CLOSED = "closed", "Closed"


class CycleQuerySet(TenantQuerySet["Cycle"]):
    def running(self, day: date) -> "CycleQuerySet":
        """Cycles that contain the day, the shortest first."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "ends_on")


CycleManager = TenantManager.from_queryset(CycleQuerySet)


class Cycle(PublicModel):
    """`starts_on` and `ends_on` are both in the cycle, in the organisation's time zone."""

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=CycleKind, default=CycleKind.QUARTER)
    starts_on = models.DateField()
    ends_on = models.DateField()
    parent = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    drafting_from = models.DateField(null=True, blank=True)
    submission_due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=CycleState, default=CycleState.PLANNING)

    objects = CycleManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="cycle_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="cycle_name",
                violation_error_message="A cycle of this name exists.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="cycle_ends_after_start",
                violation_error_message="A cycle ends after it starts.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "starts_on"], name="cycle_by_start")]

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def __str__(self) -> str:
        return self.name
