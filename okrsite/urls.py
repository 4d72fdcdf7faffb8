"""Every address of Northstar. Organisation pages lie under /<organisation>/; the apps bring their own."""

from django.urls import include, path

from okrsite import components, dev, health, theme
from organisations.views import account, start

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("theme", theme.choose, name="theme"),
    path("dev/components", components.sheet, name="dev_components"),
    path("dev/mail", dev.mail_list, name="dev_mail"),
    path("dev/mail/<slug:name>", dev.mail_letter, name="dev_mail_letter"),
    path("", start.start, name="start"),
    path("new/", start.new, name="new_organisation"),
    path("account/", account.account, name="account"),
    path("accounts/logout/", account.sign_out, name="account_logout"),
    path("accounts/", include("allauth.urls")),
    path("<slug:slug>/", include("checkins.urls")),
    path("<slug:slug>/", include("objectives.urls")),
    path("<slug:slug>/", include("organisations.urls")),
]
