from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Object grants are models of their own module, so that guardian loads after the tenants it grants
        on."""
        super().import_models()
        from organisations.tenancy import grants  # noqa: F401

    def ready(self) -> None:
        """Tell the queue, which lies below and knows no organisation, how a scope is opened around its
        handlers."""
        from okrsite.infra import jobs
        from organisations.people import departures_own
        from organisations.tenancy import within

        jobs.scope_is(within)
        departures_own.register()
