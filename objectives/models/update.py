"""Updates: the values of a key result over time."""

from django.db import models
from django.utils import timezone

from objectives.models.key_result import Confidence, KeyResult
from organisations.models import Membership
from organisations.tenancy import PublicModel, TenantForeignKey, TenantManager, TenantQuerySet


class UpdateQuerySet(TenantQuerySet["Update"]):
    def standing(self) -> "UpdateQuerySet":
        """Without undone ones and the entries that undid them: what trends draw."""
        return self.filter(reverts=None, undone_by=None)

    def history_of(self, key_result: KeyResult) -> "UpdateQuerySet":
        """Every standing update of a key result with its author, oldest first."""
        return self.standing().filter(key_result=key_result).select_related("by").order_by("at", "pk")


UpdateManager = TenantManager.from_queryset(UpdateQuerySet)


class Update(PublicModel):
    """A value, a confidence, a note, at a moment, by a person. Append-only: Undo appends a reverting update.

    `progress` is in millionths, clamped. `request_id` makes a retried form one row.
    """

    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="updates", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+", db_index=False)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.IntegerField(null=True)
    confidence = models.CharField(max_length=4, choices=Confidence, blank=True)
    note = models.CharField(max_length=500, blank=True)
    no_change = models.BooleanField(default=False)
    request_id = models.UUIDField()
    steps = models.JSONField(null=True)  # keys of the milestones done after it; null for other measures
    reverts = TenantForeignKey("self", models.PROTECT, null=True, related_name="undone_by", db_index=False)

    objects = UpdateManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="update_public_id"),
            models.UniqueConstraint(fields=["organisation", "request_id"], name="update_request"),
        ]
        indexes = [models.Index(fields=["organisation", "key_result", "-at"], name="update_newest")]
