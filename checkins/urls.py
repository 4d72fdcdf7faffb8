"""When: my week, updates, check-ins. Every address lies under /<organisation>/."""

from django.urls import URLPattern

app_name = "checkins"

urlpatterns: list[URLPattern] = []
