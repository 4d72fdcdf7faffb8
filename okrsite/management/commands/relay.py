"""`manage.py relay`: ring the workers about what PostgreSQL holds. Any number of copies may run."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from okrsite.celery import CeleryBroker
from okrsite.infra import jobs
from okrsite.infra.database_roles import refuse_powerful_role
from okrsite.infra.relay import Relay


class Command(BaseCommand):
    help = "Poll the queue and the change log, and ring the workers (role platform)."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
        refuse_powerful_role(jobs.PLATFORM)
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        logging.getLogger("northstar.relay").info("relay: watching")
        Relay(CeleryBroker()).run(stop.wait)
