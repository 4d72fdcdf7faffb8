"""Who: settings, people, units, joining. Every address lies under /<organisation>/."""

from django.urls import URLPattern

app_name = "organisations"

urlpatterns: list[URLPattern] = []
