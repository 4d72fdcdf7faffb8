"""Check-in series and their meetings, what is said there, the values given there, and reminders."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from objectives.models import KeyResult, Update
from organisations.models import Membership, Unit, Weekday
from organisations.tenancy import (
    PublicModel,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
)


class Every(models.TextChoices):
    WEEK = "week", "Every week"
    TWO_WEEKS = "two_weeks", "Every two weeks"
    MONTH = "month", "Every month"


class CheckInSeries(PublicModel):
    """A manager and a report, or a unit, who meet at a weekday and local time, right through daylight
    saving."""

    class Kind(models.TextChoices):
        ONE_ON_ONE = "one_on_one", "1-on-1"
        TEAM = "team", "Team check-in"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ONE_ON_ONE)
    manager = TenantForeignKey(Membership, models.PROTECT, related_name="series_led")  # who runs it
    report = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="series_joined")
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="series")
    every = models.CharField(max_length=10, choices=Every, default=Every.WEEK)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.THURSDAY)
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=30)
    place = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="series_public_id"),
            models.CheckConstraint(
                condition=Q(kind="one_on_one", report__isnull=False, unit__isnull=True)
                | Q(kind="team", report__isnull=True, unit__isnull=False),
                name="series_of_two_or_of_a_unit",
            ),
            models.UniqueConstraint(
                fields=["organisation", "manager", "report"],
                condition=Q(kind="one_on_one", ended_on__isnull=True),
                name="series_one_per_pair",
                violation_error_message="These two have a series already.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "report"], name="series_by_report"),
        ]


class CheckIn(PublicModel):
    """One meeting of a series. `local_date` is the date the rhythm gave it; `starts_at` may have been
    moved."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        SKIPPED = "skipped", "Skipped"

    series = TenantForeignKey(CheckInSeries, models.CASCADE, related_name="meetings")
    local_date = models.DateField()
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=300, blank=True)  # why it was skipped or moved
    title = models.CharField(max_length=200, blank=True)  # "Renewals and summer cover"
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="check_in_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "series", "local_date"], name="check_in_once_a_date"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "series", "starts_at"], name="check_in_by_time")]


class MeetingUpdate(TenantModel):
    """A value that the manager gave inside the 1-on-1: which update, in which check-in. Append-only."""

    update = TenantOneToOneField(Update, models.CASCADE, related_name="given_in")
    check_in = TenantForeignKey(CheckIn, models.PROTECT, related_name="values_given", db_index=False)

    class Meta(TenantModel.Meta):
        pass


class Guest(TenantModel):
    """A leader who joins one meeting, and reads that meeting only."""

    check_in = TenantForeignKey(CheckIn, models.CASCADE, related_name="guests")
    membership = TenantForeignKey(Membership, models.CASCADE, related_name="joins")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "check_in", "membership"], name="guest_once")
        ]


class AgendaItem(PublicModel):
    """A talking point, carried over until done; automatic ones (by null) come from what changed.

    `about` makes an automatic item unique in its meeting: "confidence:<key result>",
    "in_the_way:<membership>".
    """

    check_in = TenantForeignKey(CheckIn, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    by = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=60, blank=True)
    key_result = TenantForeignKey(KeyResult, models.SET_NULL, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=5)
    done_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.DateField(null=True, blank=True)

    class Meta(PublicModel.Meta):
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="agenda_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "check_in", "about"],
                condition=~Q(about=""),
                name="agenda_automatic_once",
            ),
        ]


class ActionItem(PublicModel):
    """Something to be done by one of the two, by a date. Open ones follow the series."""

    series = TenantForeignKey(CheckInSeries, models.CASCADE, related_name="actions")
    check_in = TenantForeignKey(CheckIn, models.PROTECT, related_name="actions")
    text = models.CharField(max_length=300)
    owner = TenantForeignKey(Membership, models.PROTECT, related_name="actions")
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    created_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta(PublicModel.Meta):
        ordering = ("done_at", "due_on", "id")
        constraints = [models.UniqueConstraint(fields=["organisation", "public_id"], name="action_public_id")]
        indexes = [models.Index(fields=["organisation", "owner"], name="action_by_owner")]


class SharedNote(TenantModel):
    """What the participants write down together, with a version so that nobody overwrites the other."""

    check_in = TenantOneToOneField(CheckIn, models.CASCADE, related_name="shared_note")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)


class PrivateNote(TenantModel):
    """Its author's only, ever: no administrator, search, export or digest reads it."""

    check_in = TenantForeignKey(CheckIn, models.CASCADE, related_name="private_notes")
    author = TenantForeignKey(Membership, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "check_in", "author"], name="private_note_once")
        ]


class WeeklyAnswers(TenantModel):
    """The three short questions, answered once a week; `week` is the Monday. Read by the meeting's
    participants."""

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="weeks")
    week = models.DateField()
    answers = models.JSONField(default=list)  # [{"question": ..., "answer": ...}], the question as it stood
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "membership", "week"], name="weekly_answers_once")
        ]


class Recognition(PublicModel):
    """Thanks from one person to another for a key result: a win for everyone to read."""

    to = TenantForeignKey(Membership, models.CASCADE, related_name="thanks")
    by = TenantForeignKey(Membership, models.CASCADE, related_name="+")
    key_result = TenantForeignKey(KeyResult, models.SET_NULL, null=True, blank=True, related_name="thanks")
    text = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="recognition_public_id")
        ]
        indexes = [models.Index(fields=["organisation", "-at"], name="recognition_newest")]


class Occurrence(TenantModel):
    """A reminder that was due on a local date, to a person, about a meeting: one row, so one message."""

    class Kind(models.TextChoices):
        BEFORE_CHECK_IN = "before_check_in", "Before a check-in"
        BY_HAND = "by_hand", "By hand"

    kind = models.CharField(max_length=20, choices=Kind)
    about = models.CharField(max_length=60)  # "check-in"; by hand: the public id of who reminded
    membership = TenantForeignKey(Membership, models.CASCADE, related_name="reminders")
    local_date = (
        models.DateField()
    )  # the meeting's; by hand the one its rhythm gave it, which moving does not change
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, blank=True)  # sent, nothing_open, away, off, left

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "membership", "local_date"], name="occurrence_once"
            )
        ]
