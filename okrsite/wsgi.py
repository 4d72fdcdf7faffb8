"""The web process's entry point, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

from okrsite.roles import refuse_powerful_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

application = get_wsgi_application()
refuse_powerful_role("default")
