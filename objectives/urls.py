"""What: cycles, objectives, the company. Every address lies under /<organisation>/."""

from django.urls import URLPattern

app_name = "objectives"

urlpatterns: list[URLPattern] = []
