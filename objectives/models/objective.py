"""What is to be achieved, and why: one owner, one cycle, at most three at a time."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from objectives.models.cycle import Cycle
from organisations.models import Membership, Unit
from organisations.tenancy import (
    PublicModel,
    TenantForeignKey,
    TenantManager,
    TenantQuerySet,
)
from organisations.tenancy.grants import Grant


class Ambition(models.TextChoices):
    COMMITTED = "committed", "Committed"
    ASPIRATIONAL = "aspirational", "Aspirational"


class ObjectiveState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"
    TERMINATED = "terminated", "Terminated"


class Counts(models.TextChoices):
    """What an objective's progress is the weighted mean of."""

    KEY_RESULTS = "key_results", "Its key results"
    ALIGNED = "aligned", "Its aligned objectives"
    BOTH = "both", "Its key results and its aligned objectives"


class ObjectiveQuerySet(TenantQuerySet["Objective"]):
    def in_cycle(self, cycle: Cycle) -> "ObjectiveQuerySet":
        return self.filter(cycle=cycle)

    def counting(self) -> "ObjectiveQuerySet":
        """Active and closed ones: those that count in means."""
        return self.filter(state__in=(ObjectiveState.ACTIVE, ObjectiveState.CLOSED))

    def active(self) -> "ObjectiveQuerySet":
        return self.filter(state=ObjectiveState.ACTIVE)

    def corporate(self) -> "ObjectiveQuerySet":
        return self.filter(owner_unit__parent=None, owner_unit__isnull=False)

    def owned_by(self, owner: Unit | Membership) -> "ObjectiveQuerySet":
        return self.filter(owner_unit=owner) if isinstance(owner, Unit) else self.filter(owner=owner)

    def with_figures(self) -> "ObjectiveQuerySet":
        """With the rolled-up figure, owner and cycle, in one query."""
        return self.select_related(
            "figure", "owner", "owner__unit", "owner_unit", "owner_unit__lead", "cycle", "unit"
        )


ObjectiveManager = TenantManager.from_queryset(ObjectiveQuerySet)


class Objective(PublicModel):
    """Owned by a unit (corporate when it is the root) or by a person, never both.

    `unit` is where it counts: the owning unit, or the owner's home unit. `slot` 1 to 3, unique per owner and
    cycle while submitted, active or closed, is how the database itself holds the limit under concurrency;
    null otherwise. `version` is for forms: a person's edit raises it, background work never does.
    """

    cycle = TenantForeignKey(Cycle, models.PROTECT, related_name="objectives")
    owner_unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="objectives")
    owner = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="objectives")
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, related_name="all_objectives")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    ambition = models.CharField(max_length=12, choices=Ambition, default=Ambition.COMMITTED)
    state = models.CharField(max_length=10, choices=ObjectiveState, default=ObjectiveState.DRAFT)
    counts = models.CharField(max_length=11, choices=Counts, default=Counts.KEY_RESULTS)
    # Children in shorter cycles form one contributor of this weight (docs/rules.md §3).
    shorter_weight = models.PositiveSmallIntegerField(default=1)
    slot = models.PositiveSmallIntegerField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    activated_on = models.DateField(null=True, blank=True)
    approved_by = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back_with = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was terminated
    lesson = models.TextField(blank=True)
    replaced_by = TenantForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")

    objects = ObjectiveManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="objective_public_id"),
            models.CheckConstraint(
                condition=Q(owner_unit__isnull=True) ^ Q(owner__isnull=True), name="objective_one_owner"
            ),
            models.UniqueConstraint(
                fields=["organisation", "cycle", "owner_unit", "slot"],
                condition=Q(owner_unit__isnull=False),
                name="objective_slot_of_unit",
            ),
            models.UniqueConstraint(
                fields=["organisation", "cycle", "owner", "slot"],
                condition=Q(owner__isnull=False),
                name="objective_slot_of_person",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["submitted", "active", "closed"], slot__isnull=False, slot__range=(1, 3))
                    | Q(state__in=["draft", "terminated"], slot__isnull=True)
                ),
                name="objective_at_most_three",
            ),
            models.CheckConstraint(
                condition=Q(shorter_weight__range=(1, 5)), name="objective_shorter_weight"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "cycle", "unit"], name="objective_by_unit"),
            models.Index(fields=["organisation", "owner", "cycle"], name="objective_by_owner"),
        ]
        permissions = [("edit_objective", "Edit this objective")]

    @property
    def is_corporate(self) -> bool:
        """Owned by the root unit; needs `owner_unit` fetched."""
        return self.owner_unit is not None and self.owner_unit.parent_id is None

    @property
    def is_individual(self) -> bool:
        return self.owner_id is not None

    def __str__(self) -> str:
        return self.title


class ObjectiveGrant(Grant):
    """Edit this objective."""

    content_object = TenantForeignKey(Objective, models.CASCADE, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "permission", "content_object"], name="objective_grant_once"
            )
        ]
