"""What the wiring itself keeps: the queue's rows and the pulse of the processes. okrsite knows no
organisation model, so the organisation is a plain number here; row-level security on it is in the first
migration."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> "JobQuerySet":
        """Due or not, rung or not: everything that is still to be begun or begun again."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNG, Job.State.FAILED])

    def for_an_operator(self) -> "JobQuerySet":
        """Dead jobs and letters of unknown outcome: nothing happens to them until somebody decides."""
        return self.filter(state__in=[Job.State.DEAD, Job.State.UNKNOWN])


class Job(models.Model):
    """One piece of background work; okrsite/infra/jobs.py says how it lives.

    Holds personal data in its payload only as long as the work needs it: letters are emptied when sent,
    finished rows are removed by the relay.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "waiting"
        RUNG = "rung", "handed to the workers"
        RUNNING = "running", "running"
        FAILED = "failed", "failed, will be tried again"
        DONE = "done", "done"
        DEAD = "dead", "given up"
        UNKNOWN = "unknown", "outcome unknown"

    organisation_id = models.BigIntegerField(null=True, editable=False)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    unique_key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - null is "no key"; empty ones would collide
    at_most_once = models.BooleanField(db_default=False)
    state = models.CharField(max_length=8, choices=State, db_default=State.QUEUED)
    run_after = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(db_default=0)
    last_error = models.CharField(max_length=300, db_default="")
    created_at = models.DateTimeField(db_default=Now())
    rung_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "unique_key"],
                condition=Q(unique_key__isnull=False),
                nulls_distinct=False,
                name="okrsite_job_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "rung", "running", "failed", "done", "dead", "unknown"]),
                name="okrsite_job_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                condition=Q(state__in=["queued", "failed"]),
                name="okrsite_job_due",
            ),
            models.Index(fields=["rung_at"], condition=Q(state="rung"), name="okrsite_job_rung"),
            models.Index(fields=["claimed_at"], condition=Q(state="running"), name="okrsite_job_running"),
            models.Index(fields=["done_at"], condition=Q(state="done"), name="okrsite_job_done"),
            models.Index(
                fields=["state"], condition=Q(state__in=["dead", "unknown"]), name="okrsite_job_operator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"


class Pulse(models.Model):
    """When a process was last seen alive, and what it saw. Global: the web reads it for /readyz, the platform
    role writes it."""

    name = models.CharField(max_length=20, primary_key=True)
    seen_at = models.DateTimeField()
    facts = models.JSONField(db_default=models.Value({}, models.JSONField()))

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%H:%M:%S}"
