"""The bound of the update endpoint: a Django view without anything around it that does the same UPDATE and
INSERT.

Served by the same granian with `tests.bench.bare:application`; it connects as the superuser, so that no row
security and no scope is paid for.
"""

import os
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

import django
from django.conf import settings

django.setup()
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "tests.bench.bare"

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from organisations.tenancy import new_public_id  # noqa: E402

UPDATE = "UPDATE objectives_keyresultstate SET current = current + 1, updated_at = now() WHERE key_result_id = %s RETURNING organisation_id, current"
INSERT = """INSERT INTO objectives_update (organisation_id, public_id, key_result_id, at, value, progress, confidence, note, no_change, request_id)
            VALUES (%s, %s, %s, now(), %s, 500000, 'on', '', false, %s)"""


def write(request: HttpRequest, key: int) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPDATE, [key])
        organisation, value = cursor.fetchone()
        cursor.execute(INSERT, [organisation, new_public_id(), key, value, uuid4()])
    return HttpResponse("saved")


urlpatterns = [path("write/<int:key>", write), path("healthz", lambda request: HttpResponse("here"))]
application = WSGIHandler()
