"""Who: settings, people, units, joining. Every address lies under /<organisation>/."""

from django.urls import path

from organisations.views import account, first_run, joining, start

app_name = "organisations"

urlpatterns = [
    path("", start.organisation_start, name="start"),
    path("sign-in/", start.organisation_sign_in, name="sign_in"),
    path("join/<str:token>/", joining.join, name="join"),
    path("myself/", account.myself, name="myself"),
    path("first-run/", first_run.first_run, name="first_run"),
]
