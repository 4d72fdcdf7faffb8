"""Who: settings, people, units, joining. Every address lies under /<organisation>/."""

from django.urls import path

from organisations.views import account, audit, imports, joining, people, person, settings, start, units

app_name = "organisations"

urlpatterns = [
    path("", start.organisation_start, name="start"),
    path("sign-in/", start.organisation_sign_in, name="sign_in"),
    path("join/<str:token>/", joining.join, name="join"),
    path("myself/", account.myself, name="myself"),
    path("settings/general/", settings.general, name="general"),
    path("settings/limits/", settings.limits, name="limits"),
    path("settings/check-ins/", settings.rhythm, name="rhythm"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invite/", people.send_invitations, name="invite"),
    path("settings/people/<str:public_id>/", person.change, name="change_person"),
    path("settings/people/<str:public_id>/role/", person.set_role, name="set_role"),
    path("settings/people/<str:public_id>/leave/", person.leave, name="leave"),
    path("settings/people/<str:public_id>/back/", person.take_back, name="take_back"),
    path("settings/invitations/<str:public_id>/again/", people.send_again, name="send_again"),
    path("settings/invitations/<str:public_id>/withdraw/", people.withdraw_invitation, name="withdraw_invitation"),
    path("settings/units/", units.units, name="units"),
    path("settings/units/new/", units.new_unit, name="new_unit"),
    path("settings/units/<str:public_id>/", units.change, name="unit"),
    path("settings/units/<str:public_id>/remove/", units.remove, name="remove_unit"),
    path("settings/import/", imports.start, name="import"),
    path("settings/import/example/people.csv", imports.template, {"what": "people"}, name="people_example"),
    path("settings/import/example/units.csv", imports.template, {"what": "units"}, name="units_example"),
    path("settings/import/<str:public_id>/", imports.look, name="import_file"),
    path("settings/import/<str:public_id>/rows/<int:number>/", imports.mend, name="mend_row"),
    path("settings/import/<str:public_id>/rows-to-mend.csv", imports.bad_rows, name="bad_rows"),
    path("settings/import/<str:public_id>/leave-out/", imports.set_aside, name="set_aside"),
    path("settings/import/<str:public_id>/begin/", imports.begin, name="begin_import"),
    path("settings/import/<str:public_id>/discard/", imports.discard, name="discard_import"),
    path("settings/audit/", audit.audit, name="audit"),
]
