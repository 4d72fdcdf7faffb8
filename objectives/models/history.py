"""What happened to an objective, for good: nothing here is edited or deleted."""

from django.db import models
from django.utils import timezone

from objectives.models.key_result import Confidence, KeyResult
from objectives.models.objective import Objective
from organisations.models import Membership
from organisations.tenancy import TenantForeignKey, TenantModel


class HistoryEntry(TenantModel):
    """One sentence of an objective's history: who, what, before and after, why, and who was told.

    `act` names the sentence ("target_changed", "approved"); `before` and `after` are already readable words.
    """

    objective = TenantForeignKey(Objective, models.CASCADE, related_name="history")
    key_result = TenantForeignKey(KeyResult, models.CASCADE, null=True, blank=True, related_name="history")
    at = models.DateTimeField(default=timezone.now)
    by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    told = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "objective", "-at"], name="history_newest")]


class Judgement(TenantModel):
    """What the owner says of the whole objective, beside what is measured; the newest one stands."""

    objective = TenantForeignKey(Objective, models.CASCADE, related_name="judgements")
    at = models.DateTimeField(default=timezone.now)
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    confidence = models.CharField(max_length=4, choices=Confidence)
    note = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "objective", "-at"], name="judgement_newest")]
