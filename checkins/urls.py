"""When: my week, updates, check-ins. Every address lies under /<organisation>/."""

from django.urls import URLPattern, path

from checkins.views import my_week, updates

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
]
