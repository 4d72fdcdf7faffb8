from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from checkins import beside, by_hand, leaving
        from checkins.histories import readings
        from objectives import histories, reminding

        histories.register(readings)
        leaving.register()
        beside.register()
        reminding.register(by_hand.nudges)
