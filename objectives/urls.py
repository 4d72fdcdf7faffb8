"""What: cycles, objectives, the company. Every address lies under /<organisation>/."""

from django.urls import URLPattern, path

from objectives.views import changes, company, cycles, drafts, first_run, links, lists, objective, person, rows, unit

app_name = "objectives"

urlpatterns: list[URLPattern] = [
    path("objectives/", lists.objectives, name="objectives"),
    path("objectives/new", drafts.new, name="new"),
    path("objectives/<str:public_id>/", objective.objective, name="objective"),
    path("objectives/<str:public_id>/save", drafts.save_draft, name="save_draft"),
    path("objectives/<str:public_id>/delete", drafts.delete_draft, name="delete_draft"),
    path("objectives/<str:public_id>/decide", drafts.decide, name="decide"),
    path("objectives/<str:public_id>/change", changes.change_objective, name="change_objective"),
    path("objectives/<str:public_id>/terminate", changes.terminate, name="terminate"),
    path("objectives/<str:public_id>/judge", changes.judge, name="judge"),
    path("objectives/<str:public_id>/key-results", changes.add_active_key_result, name="add_active_key_result"),
    path("objectives/<str:public_id>/link", links.add_link, name="add_link"),
    path("key-results/<str:public_id>/change", changes.change_key_result, name="change_key_result"),
    path("key-results/<str:public_id>/terminate", changes.terminate_key_result, name="terminate_key_result"),
    path("key-results/<str:public_id>/readings", changes.readings, name="readings"),
    path("links/<str:public_id>/answer", links.answer_link, name="answer_link"),
    path("links/<str:public_id>/accept", links.answer_link, name="accept_link"),
    path("links/<str:public_id>/decline", links.decline_link, name="decline_link"),
    path("links/<str:public_id>/effect", links.link_effect, name="link_effect"),
    path("links/<str:public_id>/edit", links.edit_link, name="edit_link"),
    path("company/", company.company, name="company"),
    path("company/participation/", rows.participation, name="company_participation"),
    path("company/attention/", rows.attention, name="company_attention"),
    path("company/gaps/", rows.gaps, name="company_gaps"),
    path("company/wins/", rows.wins, name="company_wins"),
    path("company/leadership/", rows.leadership, name="company_leadership"),
    path("units/<str:public_id>/", unit.unit, name="unit"),
    path("units/<str:public_id>/key-results/", rows.unit_key_results, name="unit_key_results"),
    path("units/<str:public_id>/objectives/", rows.unit_objectives, name="unit_objectives"),
    path("people/<str:public_id>/", person.person, name="person"),
    path("settings/cycles/", cycles.cycles, name="cycles"),
    path("settings/cycles/new/", cycles.new_cycle, name="new_cycle"),
    path("settings/cycles/<str:public_id>/", cycles.change, name="change_cycle"),
    path("settings/cycles/<str:public_id>/reopen/", cycles.reopen, name="reopen_cycle"),
    path("settings/cycles/<str:public_id>/<slug:step>/", cycles.move_on, name="move_cycle_on"),
    path("first-run/", first_run.start, name="first_run"),
    path("first-run/administrator/", first_run.second_administrator, name="first_run_administrator"),
    path("first-run/lead/", first_run.lead_company, name="first_run_lead"),
    path("first-run/leaders/<str:public_id>/remove/", first_run.remove_leader, name="first_run_remove_leader"),
    path("first-run/<str:step>/", first_run.step, name="first_run_step"),
]
