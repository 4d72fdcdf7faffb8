"""What the roll-up keeps: one figure per node of the arithmetic, the log of changes, daily snapshots.

Only the roll-up writes here, so that no person's edit ever waits for a worker or conflicts with one.
"""

from django.db import models
from django.db.models import Q

from objectives.models.cycle import Cycle
from objectives.models.key_result import KeyResult
from objectives.models.objective import Objective
from organisations.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField


class FigureKind(models.TextChoices):
    LEAF = "leaf", "A key result measured by updates"
    SUM = "sum", "A key result measured by contributions"
    MEAN = "mean", "An objective, or a key result measured by aligned objectives"
    BUCKET = "bucket", "Children of one shorter cycle"
    QUARTERS = "quarters", "All children in shorter cycles"


class Figure(TenantModel):
    """One node: progress and expected in millionths (null while unmeasured), and the sums they come from.

    Exactness: a parent's `sum_w`, `sum_wp`, `sum_we` are the sums over its contributors' *stored, rounded*
    figures, so pushing the difference of two stored values telescopes, and a full rebuild changes no row.

    `sum_change` is the same for a key result measured by contributions; `base` and `goal` are its start and
    target, `change` is what it brings to a sum above it. A frozen figure (closed, terminated) keeps what it
    had while its sums go on, so that a rebuild finds the same.
    """

    kind = models.CharField(max_length=8, choices=FigureKind)
    key_result = TenantOneToOneField(KeyResult, models.CASCADE, null=True, related_name="figure")
    objective = TenantOneToOneField(Objective, models.CASCADE, null=True, related_name="figure")
    # A bucket or a group of quarters belongs to the objective or key result it feeds.
    of_objective = TenantForeignKey(
        Objective, models.CASCADE, null=True, related_name="buckets", db_index=False
    )
    of_key_result = TenantForeignKey(
        KeyResult, models.CASCADE, null=True, related_name="buckets", db_index=False
    )
    cycle = TenantForeignKey(Cycle, models.CASCADE, null=True, related_name="+", db_index=False)
    progress = models.IntegerField(null=True)
    expected = models.IntegerField(null=True)
    calendar = models.IntegerField(null=True)  # what a sum or quarters expect on the day of the roll-up
    sum_w = models.BigIntegerField(default=0)
    sum_wp = models.BigIntegerField(default=0)
    sum_we = models.BigIntegerField(default=0)
    fixed_w = models.BigIntegerField(null=True)  # quarters: the days that make the whole
    sum_change = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    base = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    goal = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    change = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    frozen = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "of_objective", "of_key_result", "cycle"],
                condition=Q(key_result=None, objective=None),
                name="figure_bucket_once",
                nulls_distinct=False,
            ),
        ]


class Edge(TenantModel):
    """A contributor and what it counts in, as the roll-up reads them: compiled from the rules by the view
    `objectives_rule` (objectives/rollup/rules/), never edited by hand."""

    child = TenantForeignKey(Figure, models.CASCADE, related_name="+", db_index=False)
    parent = TenantForeignKey(Figure, models.CASCADE, related_name="+", db_index=False)
    weight = models.IntegerField()
    adds = models.BooleanField(default=False)  # a contribution to a sum, not to a mean

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "parent", "child"], name="edge_once")]
        indexes = [
            models.Index(
                fields=["organisation", "child"], include=["parent", "weight", "adds"], name="edge_upwards"
            )
        ]


class Tally(TenantModel):
    """What the unit and person summaries have counted of one key result or objective, so that only
    differences to it are ever added to them."""

    figure = TenantOneToOneField(Figure, models.CASCADE, related_name="tally")
    unit = models.BigIntegerField()
    cycle = models.BigIntegerField()
    person = models.BigIntegerField(null=True)
    confidence = models.CharField(max_length=4, blank=True)
    asked = models.BooleanField(default=False)
    updated = models.BooleanField(default=False)
    is_key_result = models.BooleanField(default=False)
    is_objective = models.BooleanField(default=False)
    own = models.BooleanField(default=False)
    aligned = models.BooleanField(default=False)
    progress = models.IntegerField(null=True)
    expected = models.IntegerField(null=True)

    class Meta(TenantModel.Meta):
        pass


class RollUp(TenantModel):
    """Where an organisation's roll-up stands: the day its calendar figures are of, and a version for
    polling."""

    as_of = models.DateField()
    version = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation"], name="roll_up_once")]


class Change(TenantModel):
    """The append-only log: this key result or objective is newer than its figure. Drained and deleted in
    batches."""

    key_result = models.BigIntegerField(null=True)
    objective = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta(TenantModel.Meta):
        pass


class FigureSnapshot(TenantModel):
    """A figure on one local date: trends and "since last week"."""

    figure = TenantForeignKey(Figure, models.CASCADE, related_name="snapshots", db_index=False)
    on = models.DateField()
    progress = models.IntegerField(null=True)
    expected = models.IntegerField(null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "figure", "on"], name="figure_snapshot_daily")
        ]
