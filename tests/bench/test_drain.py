"""The roll-up: the drain against raw row updates, exactness after concurrency, rebuild and verification,
structural edits, new links."""

from __future__ import annotations

import random
import statistics
import threading
from pathlib import Path

from django.db import connections
from django.utils import timezone

from objectives.alignment.actions import reweight
from objectives.alignment.graph import counted_already, loop
from objectives.models import Alignment, KeyResultState, Objective
from objectives.rollup import drain, log, rebuild, verify
from objectives.rollup.drain import BATCH
from organisations.models import Membership
from organisations.tenancy import within
from tests import ground
from tests.bench.conftest import Company, ms, quantile, seconds
from tests.bench.processes import product
from tests.bench.table import Table

EDITS = 100
CONCURRENT = 10_000


def moved(company: Company, count: int, chance: random.Random) -> None:
    """So many key results with another value each, noted in the log."""
    with within(company.organisation):
        keys = list(
            KeyResultState.objects.filter(
                current__isnull=False, key_result__measured_by="updates"
            ).values_list("key_result", flat=True)
        )
        some = chance.sample(keys, min(count, len(keys)))
        for part in range(0, len(some), BATCH):
            KeyResultState.objects.filter(key_result__in=some[part : part + BATCH]).update(
                progress=chance.randrange(1_000_000)
            )
        log.log_change(key_results=some)


def written(company: Company) -> int:
    """Rows of figures updated since the server started; asked by the connection that drains, so that it tells
    its own first."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with company.superuser() as connection:
        row = connection.execute(
            "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'objectives_figure'"
        ).fetchone()
    assert row is not None
    return int(row[0])


def top_links() -> list[Alignment]:
    """Direct links to corporate objectives: what the chief executive weighs."""
    return list(
        Alignment.objects.standing()
        .direct()
        .filter(parent__owner_unit__isnull=False, parent__owner_unit__parent=None)
        .order_by("pk")[:EDITS]
    )


def test_the_drain(company: Company, table: Table) -> None:
    chance, count = random.Random(1), 5 * BATCH
    for number in range(3):  # two for the plans, the third counts
        moved(company, 1_000 if number < 2 else count, chance)
        before = written(company) if number == 2 else 0
        took = seconds(lambda: drain(company.organisation))
    rows = written(company) - before
    with company.superuser() as connection:
        keys = [
            key
            for (key,) in connection.execute(
                "SELECT id FROM objectives_figure ORDER BY md5(id::text) LIMIT 20000"
            ).fetchall()
        ]
        raw = min(
            seconds(
                lambda: connection.execute(
                    "UPDATE objectives_figure SET sum_wp = sum_wp + 0 WHERE id = ANY(%s)", [keys]
                )
            )
            for _ in range(3)
        )
    bound, reached = len(keys) / raw, rows / took
    table.add(
        f"drain with summaries, batches of {BATCH:,}",
        ">= 10,000 events/s and >= 0.5 x raw row updates",
        f"{count / took:,.0f} events/s, {reached:,.0f} rows/s = {reached / bound:.2f} x raw ({bound:,.0f} rows/s)",
        count / took >= 10_000 and reached >= 0.5 * bound,
    )


def test_exactness(company: Company, table: Table, tmp_path: Path) -> None:
    """Updates by four, structural edits by one, a worker that drains meanwhile; then a rebuild finds
    nothing."""
    with within(company.organisation):
        leader = Membership.objects.leaders().order_by("pk")[0]
        links = top_links()
        keys = list(
            KeyResultState.objects.filter(current__isnull=False).values_list("key_result", flat=True)[
                :CONCURRENT
            ]
        )

    def update(place: int) -> None:
        chance = random.Random(place)
        for part in range(CONCURRENT // 40):
            with within(company.organisation):
                some = sorted(chance.sample(keys, min(10, len(keys))))
                list(
                    KeyResultState.objects.select_for_update()
                    .filter(key_result__in=some)
                    .order_by("pk")
                    .values_list("pk")
                )
                KeyResultState.objects.filter(key_result__in=some).update(
                    progress=chance.randrange(1_000_000), confidence=("on", "risk", "off")[part % 3]
                )
                log.log_change(key_results=some)
        connections.close_all()

    def edit() -> None:
        for number in range(EDITS):
            with within(company.organisation):
                reweight(
                    link=links[number % len(links)],
                    weight=number // len(links) % 5 + 1,
                    by=leader,
                    now=timezone.now(),
                )
        connections.close_all()

    with product(company.own, tmp_path, "worker", "relay"):
        threads = [
            *(threading.Thread(target=update, args=(place,)) for place in range(4)),
            threading.Thread(target=edit),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with company.superuser() as connection:
            ground.eventually(
                lambda: (
                    connection.execute("SELECT NOT EXISTS (SELECT FROM objectives_change)").fetchone()
                    == (True,)
                ),
                what="the drain",
            )
    found = verify(company.organisation).total
    table.add(
        f"rows a rebuild changes after {CONCURRENT:,} concurrent updates and {EDITS} structural edits",
        "0",
        str(found),
        found == 0,
    )
    assert found == 0


def test_rebuild_and_verify(company: Company, table: Table) -> None:
    with company.superuser() as connection:
        connection.execute("VACUUM ANALYZE")
        figures = connection.execute("SELECT count(*) FROM objectives_figure").fetchone()
        raw = seconds(
            lambda: connection.execute(
                "UPDATE objectives_figure SET progress = 1, sum_w = sum_w + 1, sum_wp = 1"
            )
        )
    assert figures is not None
    took = seconds(lambda: rebuild(company.organisation))
    with company.superuser() as connection:
        connection.execute("VACUUM ANALYZE")
    checked = seconds(lambda: verify(company.organisation))
    table.add(
        f"rebuild of {figures[0]:,} figures, all of them wrong",
        "<= 2 x raw UPDATE",
        f"{took / raw:.1f} x: {took:.1f} s and {raw:.1f} s",
        took <= 2 * raw,
    )
    table.add(
        f"verification of {figures[0]:,} figures",
        "<= 3 s for 1.1 million",
        f"{checked:.1f} s",
        checked <= 3 * max(1.0, figures[0] / 1_100_000)
        if figures[0] > 1_000_000
        else checked <= 3 * figures[0] / 1_100_000,
    )


def test_small_organisations_pay_nothing(small_company: Company, table: Table) -> None:
    took = statistics.median(seconds(lambda: rebuild(small_company.organisation)) for _ in range(5))
    table.add(f"rebuild of an organisation of {small_company.people}", "<= 0.2 s", ms(took), took <= 0.2)


def test_structural_edits(company: Company, table: Table) -> None:
    """Weights of links at the top, while nobody drains; and how long the drain of one such edit takes."""
    with within(company.organisation):
        leader = Membership.objects.leaders().order_by("pk")[0]
        links = top_links()
    edits, drains = [], []
    for number in range(EDITS):
        link = links[number % len(links)]

        def edit(link: Alignment = link, number: int = number) -> None:
            with within(company.organisation):
                reweight(link=link, weight=number // len(links) % 5 + 1, by=leader, now=timezone.now())

        edits.append(seconds(edit))
        drains.append(seconds(lambda: drain(company.organisation)))
    table.add(
        "structural edit at the top of the tree",
        "p99 <= 10 ms",
        f"p50 {ms(quantile(edits, 0.5))}, p99 {ms(quantile(edits, 0.99))}; "
        f"its drain p50 {ms(quantile(drains, 0.5))}, p99 {ms(quantile(drains, 0.99))}",
        quantile(edits, 0.99) <= 0.01,
    )


def size(company: Company, objective: Objective) -> int:
    """Objectives that lead to this one, over any number of links."""
    with company.superuser() as connection:
        row = connection.execute(
            """WITH RECURSIVE below(id) AS (SELECT %s::bigint UNION
                   SELECT a.child_id FROM below LEFT JOIN objectives_keyresult k ON k.objective_id = below.id
                   JOIN objectives_alignment a ON a.parent_id = below.id OR a.parent_key_result_id = k.id)
               SELECT count(*) FROM below""",
            [objective.pk],
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_new_links(company: Company, table: Table) -> None:
    """The two checks of a new link, loop and counted once, by the size of what hangs below the child."""
    with within(company.organisation):
        corporate = list(Objective.objects.corporate().order_by("pk"))
        children = [
            Objective.objects.filter(owner_unit__above__ancestor__parent=None, owner_unit__above__depth=level)
            .order_by("pk")
            .first()
            for level in range(1, 6)
        ]
        children.append(Objective.objects.filter(owner__isnull=False).order_by("-pk").first())
        said = []
        for child in filter(None, children):
            free = [each for each in corporate if counted_already(child, each) is None]
            if free:
                took = statistics.median(
                    seconds(
                        lambda child=child, free=free: (
                            loop(child, free[0]),
                            counted_already(child, free[0]),
                        )
                    )
                    for _ in range(3)
                )
                said.append((size(company, child), took))
    table.add(
        "new link: loop and count-once checks by subtree",
        "stated",
        ", ".join(f"{objectives:,} objectives {ms(took)}" for objectives, took in sorted(said)),
    )


def test_storage(company: Company, table: Table) -> None:
    with company.superuser() as connection:
        connection.execute("VACUUM ANALYZE objectives_update")
        row = connection.execute(
            "SELECT pg_total_relation_size('objectives_update')::float / count(*), count(*) FROM objectives_update"
        ).fetchone()
    assert row is not None
    table.add(
        f"storage of {row[1]:,} updates with indexes", "<= 220 B each", f"{row[0]:.0f} B each", row[0] <= 220
    )
