"""What: cycles, objectives, the company. Every address lies under /<organisation>/."""

from django.urls import URLPattern, path

from objectives.alignment import views as alignment_views
from objectives.changes import views as change_views
from objectives.cycles import views as cycle_views
from objectives.drafts import views as draft_views
from objectives.pages.company import list_views as company_lists
from objectives.pages.company import views as company_views
from objectives.pages.objective import list_views
from objectives.pages.objective import views as objective_views
from objectives.pages.person import views as person_views
from objectives.pages.unit import views as unit_views
from objectives.setup import views as setup_views

app_name = "objectives"

urlpatterns: list[URLPattern] = [
    path("objectives/", list_views.objectives, name="objectives"),
    path("objectives/new", draft_views.new, name="new"),
    path("objectives/<str:public_id>/", objective_views.objective, name="objective"),
    path("objectives/<str:public_id>/save", draft_views.save_draft, name="save_draft"),
    path("objectives/<str:public_id>/delete", draft_views.delete_draft, name="delete_draft"),
    path("objectives/<str:public_id>/decide", draft_views.decide, name="decide"),
    path("objectives/<str:public_id>/change", change_views.change_objective, name="change_objective"),
    path("objectives/<str:public_id>/terminate", change_views.terminate, name="terminate"),
    path("objectives/<str:public_id>/judge", change_views.judge, name="judge"),
    path(
        "objectives/<str:public_id>/key-results",
        change_views.add_active_key_result,
        name="add_active_key_result",
    ),
    path("objectives/<str:public_id>/link", alignment_views.add_link, name="add_link"),
    path("key-results/<str:public_id>/change", change_views.change_key_result, name="change_key_result"),
    path(
        "key-results/<str:public_id>/terminate",
        change_views.terminate_key_result,
        name="terminate_key_result",
    ),
    path("key-results/<str:public_id>/readings", change_views.readings, name="readings"),
    path("links/<str:public_id>/answer", alignment_views.answer_link, name="answer_link"),
    path("links/<str:public_id>/accept", alignment_views.answer_link, name="accept_link"),
    path("links/<str:public_id>/decline", alignment_views.decline_link, name="decline_link"),
    path("links/<str:public_id>/effect", alignment_views.link_effect, name="link_effect"),
    path("links/<str:public_id>/edit", alignment_views.edit_link, name="edit_link"),
    path("company/", company_views.company, name="company"),
    path("company/participation/", company_lists.participation, name="company_participation"),
    path("company/attention/", company_lists.attention, name="company_attention"),
    path("company/gaps/", company_lists.gaps, name="company_gaps"),
    path("company/wins/", company_lists.wins, name="company_wins"),
    path("company/leadership/", company_lists.leadership, name="company_leadership"),
    path("units/<str:public_id>/", unit_views.unit, name="unit"),
    path("units/<str:public_id>/key-results/", company_lists.unit_key_results, name="unit_key_results"),
    path("units/<str:public_id>/objectives/", company_lists.unit_objectives, name="unit_objectives"),
    path("people/<str:public_id>/", person_views.person, name="person"),
    path("settings/cycles/", cycle_views.cycles, name="cycles"),
    path("settings/cycles/new/", cycle_views.new_cycle, name="new_cycle"),
    path("settings/cycles/<str:public_id>/", cycle_views.change, name="change_cycle"),
    path("settings/cycles/<str:public_id>/reopen/", cycle_views.reopen, name="reopen_cycle"),
    path("settings/cycles/<str:public_id>/<slug:step>/", cycle_views.move_on, name="move_cycle_on"),
    path("first-run/", setup_views.start, name="first_run"),
    path("first-run/administrator/", setup_views.second_administrator, name="first_run_administrator"),
    path("first-run/lead/", setup_views.lead_company, name="first_run_lead"),
    path(
        "first-run/leaders/<str:public_id>/remove/", setup_views.remove_leader, name="first_run_remove_leader"
    ),
    path("first-run/<str:step>/", setup_views.step, name="first_run_step"),
]
