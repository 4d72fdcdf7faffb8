from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from checkins import departures
        from checkins.meetings import person_cards
        from checkins.reminders import manual
        from objectives.pages.objective import histories
        from objectives.pages.person import nudges
        from objectives.updates.history_provider import readings

        histories.register(readings)
        departures.register()
        person_cards.register()
        nudges.register(manual.nudges)
