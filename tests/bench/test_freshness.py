"""From an update's commit to the company page: every update of a run, at 100 and 500 a second, with the
product's own processes.

Read from PostgreSQL's commit times: the update's row bears its transaction, and the key result's figure bears
the drain's, which moved the corporate figure and the summaries with it. Nothing is sampled and nothing polls.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest

from objectives.models import KeyResultState
from objectives.updates.state import APPEND
from organisations.tenancy import new_public_id, within
from tests import ground
from tests.bench.conftest import Company, ms, quantile
from tests.bench.load import forms, load
from tests.bench.processes import product
from tests.bench.table import Table

SECONDS = 15

AGES = """
    SELECT u.key_result_id, extract(epoch FROM pg_xact_commit_timestamp(f.xmin) - pg_xact_commit_timestamp(u.xmin))::float,
           extract(epoch FROM pg_xact_commit_timestamp(f.xmin))::float, f.value = u.value
    FROM objectives_update u JOIN objectives_figure f ON f.organisation_id = u.organisation_id AND f.key_result_id = u.key_result_id
    WHERE u.organisation_id = %s AND u.id > %s
"""


def newest(company: Company) -> int:
    with company.superuser() as connection:
        row = connection.execute(
            "SELECT max(id) FROM objectives_update WHERE organisation_id = %s", [company.organisation]
        ).fetchone()
    assert row is not None
    return int(row[0])


def drained(company: Company) -> bool:
    with company.superuser() as connection:
        return connection.execute("SELECT NOT EXISTS (SELECT FROM objectives_change)").fetchone() == (True,)


def ages(company: Company, since: int) -> tuple[list[float], dict[int, float], int]:
    """Seconds from commit to the company page, when each was there, and how many were wrong (0), once all are
    through."""
    ground.eventually(lambda: drained(company), what="the drain")
    with company.superuser() as connection:
        rows = connection.execute(AGES, [company.organisation, since]).fetchall()
    return (
        [age for _, age, _, _ in rows],
        {key: at for key, _, at, _ in rows},
        sum(not right for *_, right in rows),
    )


def said(values: list[float]) -> str:
    return f"p50 {ms(quantile(values, 0.5))}, p99 {ms(quantile(values, 0.99))}, worst {ms(max(values))}"


@pytest.mark.parametrize(
    ("rate", "budget"),
    [(100, 0.1), (500, 0.1), (None, 0.25)],
    ids=["100 a second", "500 a second", "saturated"],
)
def test_over_http(company: Company, table: Table, tmp_path: Path, rate: int | None, budget: float) -> None:
    count = min((rate or 250) * SECONDS, company.people * 4)
    with company.superuser() as connection:
        row = connection.execute(
            "SELECT coalesce(max(key_result_id), 0) FROM objectives_update WHERE at > now() - interval '9 minutes'"
        ).fetchone()
    assert row is not None
    with product(company.own, tmp_path, "web", "worker", "relay") as running:
        wanted = forms(company.organisation, count + 200, after=row[0], port=running.port)
        load(running.port, wanted[:200], rate=50)  # caches and connections are warm
        since = newest(company)
        sent = load(running.port, wanted[200:], rate=rate, lines=64 if rate else 16, longest=1.5 * SECONDS)
        found, at, wrong = ages(company, since)
    pressed = [at[key] - due for key, due in sent.due.items() if key in at]
    name = f"{rate} updates a second asked for" if rate else "as many as the web takes"
    table.add(
        f"freshness over HTTP, {name}",
        f"p99 <= {budget * 1000:.0f} ms",
        f"{said(found)} at {sent.rate:.0f}/s reached; answers p50 {ms(quantile(sent.took, 0.5))}, p99 {ms(quantile(sent.took, 0.99))}; "
        f"from pressing Save p99 {ms(quantile(pressed, 0.99))}; {dict(sent.statuses)}",
        quantile(found, 0.99) <= budget,
    )
    assert wrong == 0
    assert not [status for status in sent.statuses if status >= 500]


def commit(company: Company, wanted: list[KeyResultState], rate: float, lines: int = 4) -> float:
    """Commit updates at a rate by the product's own statement, without the web; the rate reached."""
    began = time.time() + 0.2

    def line(first: int) -> None:
        with company.own.connect() as connection:
            for number in range(first, len(wanted), lines):
                state = wanted[number]
                wait = began + number / rate - time.time()
                if wait > 0:
                    time.sleep(wait)
                value = state.current + 1
                told = {
                    "org": company.organisation,
                    "public_id": new_public_id(),
                    "key_result": state.key_result_id,
                    "at": "now",
                    "by": None,
                    "value": value,
                    "progress": 500_000,
                    "confidence": "on",
                    "note": "",
                    "no_change": False,
                    "request_id": uuid4(),
                    "steps": None,
                    "reverts": None,
                    "current": value,
                    "updated_at": "now",
                    "updated_by": None,
                    "streak": 0,
                    "state": state.pk,
                }
                with connection.transaction():
                    connection.execute(
                        "SELECT set_config('northstar.organisation', %s, true)", [str(company.organisation)]
                    )
                    connection.execute(APPEND, told)

    threads = [threading.Thread(target=line, args=(first,)) for first in range(lines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(wanted) / (time.time() - began)


@pytest.mark.parametrize("rate", [100, 500, 1000])
def test_committed_directly(company: Company, table: Table, tmp_path: Path, rate: int) -> None:
    """The queue's part alone: the web takes no processor from it."""
    with within(company.organisation):
        measured = KeyResultState.objects.filter(current__isnull=False, key_result__measured_by="updates")
        wanted = list(measured.order_by("updated_at", "pk")[: min(rate * SECONDS, company.people * 4)])
    with product(company.own, tmp_path, "worker", "relay"):
        commit(company, wanted[:50], 50)
        ground.eventually(lambda: drained(company), what="the drain")
        since = newest(company)
        reached = commit(company, wanted[50:], rate)
        found, _, wrong = ages(company, since)
    table.add(
        f"freshness, {rate} updates a second committed without the web",
        "p99 <= 100 ms",
        f"{said(found)} at {reached:.0f}/s reached",
        quantile(found, 0.99) <= 0.1,
    )
    assert wrong == 0
