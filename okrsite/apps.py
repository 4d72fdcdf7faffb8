from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OkrsiteConfig(AppConfig):
    name = "okrsite"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import every app's tasks: whoever writes a job knows its kind, and a misspelt one fails where it is
        written."""
        autodiscover_modules("tasks")
