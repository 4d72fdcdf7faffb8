"""Every address of Northstar. Organisation pages lie under /<organisation>/; the apps bring their own."""

from django.urls import include, path

from okrsite import theme
from okrsite.infra import health
from okrsite.local import components, mailbox
from organisations.accounts import start_views
from organisations.accounts import views as accounts_views

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("theme", theme.choose, name="theme"),
    path("dev/components", components.sheet, name="dev_components"),
    path("dev/mail", mailbox.mail_list, name="dev_mail"),
    path("dev/mail/<slug:name>", mailbox.mail_letter, name="dev_mail_letter"),
    path("", start_views.start, name="start"),
    path("new/", start_views.new, name="new_organisation"),
    path("account/", accounts_views.account, name="account"),
    path("accounts/logout/", accounts_views.sign_out, name="account_logout"),
    path("accounts/", include("allauth.urls")),
    path("<slug:slug>/", include("checkins.urls")),
    path("<slug:slug>/", include("objectives.urls")),
    path("<slug:slug>/", include("organisations.urls")),
]
