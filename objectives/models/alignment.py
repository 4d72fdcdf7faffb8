"""How objectives lead to one another, and which key results add up."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from objectives.models.key_result import KeyResult
from objectives.models.objective import Objective
from organisations.models import Membership
from organisations.tenancy import (
    PublicModel,
    TenantForeignKey,
    TenantManager,
    TenantQuerySet,
)


class AlignmentQuerySet(TenantQuerySet["Alignment"]):
    def standing(self) -> "AlignmentQuerySet":
        """Accepted links: the ones that show, and, when direct, count."""
        return self.filter(state=Alignment.State.ACCEPTED)

    def direct(self) -> "AlignmentQuerySet":
        return self.filter(kind=Alignment.Kind.DIRECT)


AlignmentManager = TenantManager.from_queryset(AlignmentQuerySet)


class Alignment(PublicModel):
    """From a child objective to a parent objective or to one key result of it.

    *Direct*: the child's result is part of the parent's ("moves the figure"). *Indirect*: it supports the
    parent, and `how` says how ("shown only"). A *proposed* direct link counts nothing until the parent's side
    accepts it.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", "Moves the figure"
        INDIRECT = "indirect", "Shown only"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    child = TenantForeignKey(Objective, models.CASCADE, related_name="leads_to")
    parent = TenantForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="carried_by")
    parent_key_result = TenantForeignKey(
        KeyResult, models.CASCADE, null=True, blank=True, related_name="carried_by"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DIRECT)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    weight = models.PositiveSmallIntegerField(default=1)
    how = models.CharField(max_length=300, blank=True)
    proposed_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AlignmentManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="alignment_public_id"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) ^ Q(parent_key_result__isnull=True),
                name="alignment_one_parent",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="alignment_not_itself"),
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="alignment_weight"),
            models.CheckConstraint(
                condition=~Q(kind="indirect", how=""),
                name="alignment_says_how",
                violation_error_message="Say in a sentence how it supports the other objective.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "parent", "parent_key_result"],
                name="alignment_once",
                nulls_distinct=False,
                violation_error_message="This link exists already.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "parent"], name="alignment_by_parent"),
            models.Index(fields=["organisation", "parent_key_result"], name="alignment_by_parent_kr"),
        ]


class Contribution(PublicModel):
    """A key result whose change is part of one parent key result of the same unit of measure."""

    child = TenantForeignKey(KeyResult, models.CASCADE, related_name="contributes_to")
    parent = TenantForeignKey(KeyResult, models.CASCADE, related_name="contributions")
    made_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="contribution_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "child"],
                name="contribution_once",
                violation_error_message="This key result contributes already: a result counts once.",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="contribution_not_itself"),
        ]
        indexes = [models.Index(fields=["organisation", "parent"], name="contribution_by_parent")]
