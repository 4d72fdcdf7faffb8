"""What: cycles, objectives, the company. Every address lies under /<organisation>/."""

from django.urls import path

from objectives.views import cycles

app_name = "objectives"

urlpatterns = [
    path("settings/cycles/", cycles.cycles, name="cycles"),
    path("settings/cycles/new/", cycles.new_cycle, name="new_cycle"),
    path("settings/cycles/<str:public_id>/", cycles.change, name="change_cycle"),
    path("settings/cycles/<str:public_id>/reopen/", cycles.reopen, name="reopen_cycle"),
    path("settings/cycles/<str:public_id>/<slug:step>/", cycles.move_on, name="move_cycle_on"),
]
