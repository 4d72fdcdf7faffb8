"""Every address of Northstar. Organisation pages lie under /<organisation>/; the apps bring their own."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("<slug:slug>/", include("checkins.urls")),
    path("<slug:slug>/", include("objectives.urls")),
    path("<slug:slug>/", include("organisations.urls")),
]
