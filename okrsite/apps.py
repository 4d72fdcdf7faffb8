from django.apps import AppConfig


class OkrsiteConfig(AppConfig):
    name = "okrsite"
    default_auto_field = "django.db.models.BigAutoField"
