"""Who: settings, people, units, joining. Every address lies under /<organisation>/."""

from django.urls import path

from organisations.accounts import start_views
from organisations.accounts import views as accounts_views
from organisations.audit import views as audit_views
from organisations.imports import views as import_views
from organisations.people import join_views, person_views
from organisations.people import views as people_views
from organisations.settings import views as settings_views
from organisations.units import views as unit_views

app_name = "organisations"

urlpatterns = [
    path("", start_views.organisation_start, name="start"),
    path("sign-in/", start_views.organisation_sign_in, name="sign_in"),
    path("join/<str:token>/", join_views.join, name="join"),
    path("myself/", accounts_views.myself, name="myself"),
    path("settings/general/", settings_views.general, name="general"),
    path("settings/limits/", settings_views.limits, name="limits"),
    path("settings/check-ins/", settings_views.rhythm, name="rhythm"),
    path("settings/people/", people_views.people, name="people"),
    path("settings/people/invite/", people_views.send_invitations, name="invite"),
    path("settings/people/<str:public_id>/", person_views.change, name="change_person"),
    path("settings/people/<str:public_id>/role/", person_views.set_role, name="set_role"),
    path("settings/people/<str:public_id>/leave/", person_views.leave, name="leave"),
    path("settings/people/<str:public_id>/back/", person_views.take_back, name="take_back"),
    path("settings/invitations/<str:public_id>/again/", people_views.send_again, name="send_again"),
    path(
        "settings/invitations/<str:public_id>/withdraw/",
        people_views.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("settings/units/", unit_views.units, name="units"),
    path("settings/units/new/", unit_views.new_unit, name="new_unit"),
    path("settings/units/<str:public_id>/", unit_views.change, name="unit"),
    path("settings/units/<str:public_id>/remove/", unit_views.remove, name="remove_unit"),
    path("settings/import/", import_views.start, name="import"),
    path(
        "settings/import/example/people.csv", import_views.template, {"what": "people"}, name="people_example"
    ),
    path("settings/import/example/units.csv", import_views.template, {"what": "units"}, name="units_example"),
    path("settings/import/<str:public_id>/", import_views.look, name="import_file"),
    path("settings/import/<str:public_id>/rows/<int:number>/", import_views.mend, name="mend_row"),
    path("settings/import/<str:public_id>/rows-to-mend.csv", import_views.bad_rows, name="bad_rows"),
    path("settings/import/<str:public_id>/leave-out/", import_views.set_aside, name="set_aside"),
    path("settings/import/<str:public_id>/begin/", import_views.begin, name="begin_import"),
    path("settings/import/<str:public_id>/discard/", import_views.discard, name="discard_import"),
    path("settings/audit/", audit_views.audit, name="audit"),
]
