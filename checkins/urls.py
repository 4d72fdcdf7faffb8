"""When: my week, updates, check-ins. Every address lies under /<organisation>/."""

from django.urls import URLPattern, path

from checkins.views import check_in, check_ins, my_week, notes, remind, series, talk, thank, updates

app_name = "checkins"

urlpatterns: list[URLPattern] = [
    path("my-week/", my_week.my_week, name="my_week"),
    path("my-week/answers", my_week.answer_questions, name="answer_questions"),
    path("actions/<str:public_id>/done", my_week.tick_action, name="tick_action"),
    path("key-results/<str:public_id>/updates", updates.update_key_result, name="update_key_result"),
    path("key-results/<str:public_id>/update", updates.edit_update, name="edit_update"),
    path("key-results/<str:public_id>/row", updates.key_result_row, name="key_result_row"),
    path("key-results/<str:public_id>/moved", updates.moved, name="moved"),
    path("key-results/<str:public_id>/undo", updates.undo_update, name="undo_update"),
    path("check-ins/", check_ins.check_ins, name="check_ins"),
    path("check-ins/<str:public_id>/", check_in.check_in, name="check_in"),
    path("check-ins/<str:public_id>/news", check_in.check_in_news, name="check_in_news"),
    path("check-ins/<str:public_id>/points", talk.add_point, name="add_point"),
    path("check-ins/<str:public_id>/order", talk.order_points, name="order_points"),
    path("check-ins/<str:public_id>/actions", talk.add_action, name="add_action"),
    path("check-ins/<str:public_id>/shared-notes", notes.save_shared, name="save_shared"),
    path("check-ins/<str:public_id>/private-notes", notes.save_private, name="save_private"),
    path("check-ins/<str:public_id>/complete", check_in.complete, name="complete"),
    path("check-ins/<str:public_id>/date", check_in.change_date, name="change_date"),
    path("check-ins/<str:public_id>/join", check_in.join, name="join"),
    path("points/<str:public_id>/done", talk.tick_point, name="tick_point"),
    path("meeting-actions/<str:public_id>/done", talk.tick_meeting_action, name="tick_meeting_action"),
    path("series/new", series.new_series, name="new_series"),
    path("series/<str:public_id>/", series.series, name="series"),
    path("series/<str:public_id>/end", series.end_series, name="end_series"),
    path("people/<str:public_id>/thanks", thank.thank_person, name="thank_person"),
    path("people/<str:public_id>/remind", remind.remind, name="remind"),
    path("reminders/", remind.remind_others, name="remind_others"),
    path("reminders/<str:token>/stop", check_ins.stop_reminders, name="stop_reminders"),
]
