"""When: my week, updates, check-ins. Every address lies under /<organisation>/."""

from django.urls import URLPattern, path

from checkins.meetings import agenda_views, list_views, note_views, thanks_views
from checkins.meetings import views as meeting_views
from checkins.my_week import views as my_week_views
from checkins.reminders import views as reminders_views
from checkins.rows import views as rows_views
from checkins.series import views as series_views

app_name = "checkins"

urlpatterns: list[URLPattern] = [
    path("my-week/", my_week_views.my_week, name="my_week"),
    path("my-week/answers", my_week_views.answer_questions, name="answer_questions"),
    path("actions/<str:public_id>/done", my_week_views.tick_action, name="tick_action"),
    path("key-results/<str:public_id>/updates", rows_views.update_key_result, name="update_key_result"),
    path("key-results/<str:public_id>/update", rows_views.edit_update, name="edit_update"),
    path("key-results/<str:public_id>/row", rows_views.key_result_row, name="key_result_row"),
    path("key-results/<str:public_id>/moved", rows_views.moved, name="moved"),
    path("key-results/<str:public_id>/undo", rows_views.undo_update, name="undo_update"),
    path("check-ins/", list_views.check_ins, name="check_ins"),
    path("check-ins/<str:public_id>/", meeting_views.check_in, name="check_in"),
    path("check-ins/<str:public_id>/news", meeting_views.check_in_news, name="check_in_news"),
    path("check-ins/<str:public_id>/points", agenda_views.add_point, name="add_point"),
    path("check-ins/<str:public_id>/order", agenda_views.order_points, name="order_points"),
    path("check-ins/<str:public_id>/actions", agenda_views.add_action, name="add_action"),
    path("check-ins/<str:public_id>/shared-notes", note_views.save_shared, name="save_shared"),
    path("check-ins/<str:public_id>/private-notes", note_views.save_private, name="save_private"),
    path("check-ins/<str:public_id>/complete", meeting_views.complete, name="complete"),
    path("check-ins/<str:public_id>/date", meeting_views.change_date, name="change_date"),
    path("check-ins/<str:public_id>/join", meeting_views.join, name="join"),
    path("points/<str:public_id>/done", agenda_views.tick_point, name="tick_point"),
    path(
        "meeting-actions/<str:public_id>/done", agenda_views.tick_meeting_action, name="tick_meeting_action"
    ),
    path("series/new", series_views.new_series, name="new_series"),
    path("series/<str:public_id>/", series_views.series, name="series"),
    path("series/<str:public_id>/end", series_views.end_series, name="end_series"),
    path("people/<str:public_id>/thanks", thanks_views.thank_person, name="thank_person"),
    path("people/<str:public_id>/remind", reminders_views.remind, name="remind"),
    path("reminders/", reminders_views.remind_others, name="remind_others"),
    path("reminders/<str:token>/stop", list_views.stop_reminders, name="stop_reminders"),
]
