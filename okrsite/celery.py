"""Celery carries out what PostgreSQL holds; the broker is a doorbell and may lose everything.

Worker:  celery -A okrsite.celery worker --concurrency 2 --without-gossip --without-mingle --without-heartbeat
Beat:    celery -A okrsite.celery beat      (keeps no file; any number of copies is harmless)
Relay:   python manage.py relay

A worker may be killed at any line: messages are acknowledged late, rows are claimed (okrsite/infra/jobs.py),
and whatever the broker forgets the relay rings again.
"""

import logging
import os
from collections.abc import Callable
from typing import Any

from celery import Celery, signals
from kombu import Exchange, Queue
from kombu.transport import redis, virtual
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")  # Celery enters here, before anybody else

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

log = logging.getLogger("northstar.worker")

ROLLUPS, JOBS = "rollups", "jobs"
QUEUES = (ROLLUPS, JOBS)
"""In the order in which a worker looks at them: figures first, they are short and somebody is looking."""

SOFT_LIMIT, HARD_LIMIT, REDELIVERED_AFTER = 240, 270, 300
"""Seconds: a task is asked to stop, is killed, and would be delivered again; in this order, so that none runs
twice at once."""


class ForgivingQoS(redis.QoS):
    """The ledger of rings that a worker holds, which forgets one even if the broker cannot be told.

    kombu keeps counting a message whose acknowledgement failed. Two rings done while the broker was frozen
    filled a worker's prefetch for ever: it stayed connected and took nothing more (seen with kombu 5.7 in
    tests/chaos/test_broker_away.py). What the broker was not told it delivers a second time, to a row that is
    done.
    """

    def ack(self, delivery_tag: str) -> None:
        self._forget(super().ack, delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        self._forget(super().reject, delivery_tag, requeue)

    def _forget(self, tell: Callable[..., None], delivery_tag: str, *more: bool) -> None:
        try:
            tell(delivery_tag, *more)
        except (*redis.Transport.connection_errors, *redis.Transport.channel_errors) as away:
            virtual.QoS.ack(self, delivery_tag)
            log.warning("the broker was not told that %s is done: %s", delivery_tag, away)


redis.Channel.QoS = ForgivingQoS

app = Celery("okrsite")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_transport_options={
        "visibility_timeout": REDELIVERED_AFTER,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "queue_order_strategy": "priority",
        "socket_timeout": 3.0,  # longer than BRPOP's own second; a frozen broker raises instead of hanging
        "socket_connect_timeout": 2.0,
        "socket_keepalive": True,
        "health_check_interval": 5,
        "retry_on_timeout": False,
    },
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a worker waits for its broker as long as it takes
    broker_connection_timeout=2.0,
    task_publish_retry=False,  # the relay tries again by itself
    result_backend=None,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    task_default_queue=JOBS,
    task_create_missing_queues=False,
    task_acks_late=True,
    task_acks_on_failure_or_timeout=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=SOFT_LIMIT,
    task_time_limit=HARD_LIMIT,
    worker_prefetch_multiplier=1,
    worker_pool="prefork",
    worker_concurrency=2,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    worker_max_tasks_per_child=10_000,
    timezone="UTC",
    beat_scheduler="celery.beat:Scheduler",  # in memory: the schedules themselves are rows (checkins)
    beat_schedule={
        "tick": {"task": "checkins.tasks.tick", "schedule": 20.0, "options": {"queue": JOBS, "expires": 60}},
    },
)
app.autodiscover_tasks()


@app.task(name="okrsite.perform")
def perform(job: int, organisation: int | None) -> None:
    """Do the work of one row, once; dying anywhere in it is foreseen (okrsite/infra/jobs.py)."""
    from okrsite.infra import jobs

    jobs.perform(job, organisation)


@signals.worker_init.connect
def refuse_powerful_roles(**_: Any) -> None:
    """A worker does not start as a superuser or as the tables' owner."""
    from okrsite.infra.database_roles import refuse_powerful_role

    try:
        refuse_powerful_role()
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from None  # Celery logs any other exception of a receiver and goes on


class CeleryBroker:
    """The relay's way to the broker, with timeouts of two or three seconds on every word; raises while it is
    away."""

    def __init__(self) -> None:
        self.client = Redis.from_url(
            settings.REDIS_URL, socket_timeout=2.0, socket_connect_timeout=2.0, retry=Retry(NoBackoff(), 0)
        )

    def ring_job(self, job: int, organisation: int | None) -> None:
        app.send_task("okrsite.perform", (job, organisation), queue=JOBS, retry=False)

    def ring(self, task: str, organisation: int) -> None:
        app.send_task(task, (organisation,), queue=ROLLUPS, retry=False)

    def depth(self) -> int:
        """Messages no worker has taken yet, in all queues together."""
        pipe = self.client.pipeline(transaction=False)
        for queue in QUEUES:
            pipe.llen(queue)
        return sum(pipe.execute())
