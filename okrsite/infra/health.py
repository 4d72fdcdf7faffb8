"""Two addresses for whoever watches the processes: /healthz (this process answers) and /readyz (what it
depends on)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from okrsite.models import Pulse

RELAY_LATE, WORKER_LATE = timedelta(seconds=30), timedelta(seconds=90)
QUEUE_LATE = 300
"""Seconds the oldest due job may wait."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 while this process can serve pages (database, migrations), with the state of queue and workers
    beside it.

    Late background work makes `healthy` false, and 503 only where `?everything` asks for it: a monitor wants
    to know, while a load balancer must not take the web away because a broker is down.
    """
    serving: dict[str, str] = {}
    background: dict[str, str] = {}
    try:
        serving["database"] = "ok"
        serving["migrations"] = "ok" if migrations_applied() else "unapplied"
        background = pulses(timezone.now())
    except DatabaseError:
        serving["database"] = "unreachable"
    ready = set(serving.values()) == {"ok"}
    healthy = ready and set(background.values()) == {"ok"}
    found: dict[str, Any] = {"ready": ready, "healthy": healthy, **serving, **background}
    good = healthy if "everything" in request.GET else ready
    return JsonResponse(found, status=200 if good else 503)


def pulses(now: datetime) -> dict[str, str]:
    """The relay, the age of the queue it saw, and the worker that last finished a pulse job: "ok" or what is
    late."""
    seen = {pulse.name: pulse for pulse in Pulse.objects.all()}
    answer = {}
    for name, limit in {"relay": RELAY_LATE, "worker": WORKER_LATE}.items():
        if name not in seen:
            answer[name] = "never seen"
        else:
            age = now - seen[name].seen_at
            answer[name] = "ok" if age <= limit else f"last seen {age.total_seconds():.0f} s ago"
    oldest = seen["relay"].facts.get("oldest", 0) if "relay" in seen else 0
    answer["queue"] = "ok" if oldest <= QUEUE_LATE else f"oldest job waits {oldest} s"
    return answer


_applied = False


def migrations_applied() -> bool:
    """Whether this release's migrations stand in the database. A yes is kept: neither changes under a running
    process."""
    global _applied
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _applied:
        executor = MigrationExecutor(connection)
        _applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _applied
