"""Who: accounts, organisations, people, units and their roles."""

import zoneinfo
from datetime import date, time
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from organisations.tenancy import PublicModel, TenantForeignKey, TenantManager, TenantModel, TenantQuerySet


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account that signs in with this address; an unusable password when none is given."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser, PermissionsMixin):
    """What a person signs in with. Global: one account may belong to several organisations."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = False
    joined_at = models.DateTimeField(default=timezone.now)
    single_keys = models.BooleanField(
        default=True
    )  # WCAG 2.1.4: shortcuts of one character can be turned off

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_any_case")]

    def get_full_name(self) -> str:
        return self.name or self.email

    def __str__(self) -> str:
        return self.email


def three_questions() -> list[str]:
    return ["What moved?", "What is next?", "What is in the way?"]


def valid_time_zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())]


class Locale(models.TextChoices):
    """How numbers and dates are written."""

    BRITISH = "en-gb", "English (United Kingdom)"
    AMERICAN = "en-us", "English (United States)"
    NORWEGIAN = "nb-no", "Norsk bokmål"
    GERMAN = "de-de", "Deutsch"
    SWEDISH = "sv-se", "Svenska"
    DANISH = "da-dk", "Dansk"
    FRENCH = "fr-fr", "Français"


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Organisation(models.Model):
    """A tenant. Its row is visible only inside its own scope; before that, only a function knows its slug."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40, unique=True)
    time_zone = models.CharField(max_length=64, default="Europe/Oslo")
    locale = models.CharField(max_length=10, choices=Locale, default=Locale.BRITISH)
    currency = models.CharField(max_length=3, default="NOK")
    first_weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    # The method's limits: an organisation may lower them, never raise them (docs/rules.md §2).
    max_objectives = models.PositiveSmallIntegerField(default=3)
    max_key_results = models.PositiveSmallIntegerField(default=5)
    changes_need_approval = models.BooleanField(default=False)
    # The pace table, in whole points (docs/rules.md §2): within is on pace, past far_past is far behind.
    on_pace_within = models.PositiveSmallIntegerField(default=2)
    far_past = models.PositiveSmallIntegerField(default=25)
    # The organisation's check-in day, for key results without a series of their own (docs/rules.md §5).
    check_in_weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.THURSDAY)
    check_in_time = models.TimeField(default=time(16, 0))
    reminder_hours = models.PositiveSmallIntegerField(default=24)
    questions = models.JSONField(default=three_questions)
    first_run_step = models.CharField(
        max_length=20, blank=True
    )  # where the set-up stands; empty when finished
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(max_objectives__range=(1, 3)), name="organisation_max_objectives"
            ),
            models.CheckConstraint(
                condition=Q(max_key_results__range=(3, 5)), name="organisation_max_key_results"
            ),
        ]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    PILOT = "pilot", "Pilot"
    LIVE = "live", "Live"


class UnitKind(models.TextChoices):
    COMPANY = "company", "Company"
    DIVISION = "division", "Division"
    DEPARTMENT = "department", "Department"
    TEAM = "team", "Team"


class UnitQuerySet(TenantQuerySet["Unit"]):
    def below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything under it."""
        return self.filter(above__ancestor=unit)

    def chain(self, public_id: str) -> "UnitQuerySet":
        """The unit of this public id and everything over it, the company first."""
        return self.filter(below__descendant__public_id=public_id).order_by("-below__depth")

    def above(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything over it, the company first."""
        return self.filter(below__descendant=unit).order_by("-below__depth")


UnitManager = TenantManager.from_queryset(UnitQuerySet)


class Unit(PublicModel):
    """A node of the tree company > division > department > team. The root *is* the company."""

    parent = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=UnitKind, default=UnitKind.TEAM)
    lead = TenantForeignKey("Membership", models.SET_NULL, null=True, blank=True, related_name="leads")
    stage = models.CharField(max_length=20, choices=Stage, blank=True)  # empty: inherited from above
    live_from = models.DateField(null=True, blank=True)  # when a unit that has not started is to join

    objects = UnitManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="unit_public_id"),
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"],
                name="unit_name_among_siblings",
                nulls_distinct=False,
                violation_error_message="A unit of this name hangs there already.",
            ),
            models.UniqueConstraint(fields=["organisation"], condition=Q(parent=None), name="unit_one_root"),
        ]
        permissions = [("lead_unit", "Lead this unit")]

    @property
    def is_root(self) -> bool:
        return self.parent_id is None

    def __str__(self) -> str:
        return self.name


class UnitClosure(TenantModel):
    """Every pair of a unit and a unit above it, itself included at depth 0."""

    ancestor = TenantForeignKey(Unit, models.CASCADE, related_name="below")
    descendant = TenantForeignKey(Unit, models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "descendant", "ancestor"], name="unit_closure_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ancestor", "descendant"], name="unit_closure_downwards")
        ]


class Role(models.TextChoices):
    ADMIN = "admin", "Administrator"
    LEADER = "leader", "Leader"
    MEMBER = "member", "Member"
    VIEWER = "viewer", "Viewer"


class MembershipQuerySet(TenantQuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(active=True)

    def leaders(self) -> "MembershipQuerySet":
        return self.active().filter(role=Role.LEADER)


MembershipManager = TenantManager.from_queryset(MembershipQuerySet)


class Membership(PublicModel):
    """A person in an organisation: title, home unit, manager, role. Pages show `name`, never the
    account's."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="members")
    manager = TenantForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    time_zone = models.CharField(max_length=64, blank=True)  # empty: the organisation's
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    active = models.BooleanField(default=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    reminders_by_email = models.BooleanField(default=True)

    objects = MembershipManager()

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="membership_public_id"),
            models.UniqueConstraint(fields=["organisation", "account"], name="membership_once"),
            models.CheckConstraint(
                condition=~Q(manager=F("id")),
                name="membership_not_own_manager",
                violation_error_message="Nobody manages themselves.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "unit"], name="membership_by_unit"),
            models.Index(fields=["organisation", "manager"], name="membership_by_manager"),
            models.Index(fields=["account"], name="membership_by_account"),
            models.Index(fields=["organisation"], condition=Q(role="leader"), name="membership_leaders"),
        ]

    @property
    def is_leader(self) -> bool:
        return self.active and self.role == Role.LEADER

    @property
    def is_admin(self) -> bool:
        return self.active and self.role == Role.ADMIN

    @property
    def short_name(self) -> str:
        """The first name and an initial: "Maya B."."""
        first, _, rest = self.name.strip().partition(" ")
        return f"{first} {rest.split()[-1][0]}." if rest.strip() else first

    @property
    def first_name(self) -> str:
        return self.name.strip().partition(" ")[0]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    def zone(self, organisation: Organisation) -> zoneinfo.ZoneInfo:
        """The reader's zone for clock times; dates and pace use the organisation's."""
        return zoneinfo.ZoneInfo(self.time_zone or organisation.time_zone)

    def is_away(self, day: date) -> bool:
        return bool(
            self.away_from and self.away_from <= day and (not self.away_until or day <= self.away_until)
        )

    def __str__(self) -> str:
        return self.name


class Invitation(PublicModel):
    """An address asked to join, by a token that is shown once and stored as its hash."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    unit = TenantForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    manager = TenantForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    token_hash = models.CharField(max_length=64)
    invited_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="invitation_public_id"),
            models.UniqueConstraint(fields=["organisation", "token_hash"], name="invitation_token"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_address",
            ),
        ]


class PeopleImport(PublicModel):
    """A CSV file of people or units between its upload and its import: rows, findings, what was mended."""

    class What(models.TextChoices):
        PEOPLE = "people", "People"
        UNITS = "units", "Units"

    class State(models.TextChoices):
        DRY = "dry", "Dry run"
        WORKING = "working", "Being imported"
        IMPORTED = "imported", "Imported"
        DROPPED = "dropped", "Dropped"

    what = models.CharField(max_length=10, choices=What)
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.JSONField(default=list)  # emptied once imported or dropped: people's data stand elsewhere
    options = models.JSONField(default=dict)  # units to create, what to do with people who are here
    outcome = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRY)
    uploaded_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta(PublicModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "public_id"], name="people_import_public_id")
        ]


class AuditEvent(TenantModel):
    """Who did what to what, before and after. Nobody can edit it with the app's role; admins read it."""

    at = models.DateTimeField(default=timezone.now)
    by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    row = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "-at"], name="audit_newest")]
