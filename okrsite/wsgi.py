"""The web process's entry point, served by granian."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from okrsite.infra.database_roles import refuse_powerful_role
from okrsite.local.waiting import Application, Waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

application: Application = get_wsgi_application()
if settings.DEVELOPMENT:
    application = Waiting(application, settings.DATA_DIR)
refuse_powerful_role("default")
