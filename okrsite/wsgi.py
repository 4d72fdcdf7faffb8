"""The web process's entry point, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

application = get_wsgi_application()

from okrsite.roles import refuse_powerful_role

refuse_powerful_role("default")
