"""Every setting of Northstar, read from the environment, failing loudly.

Development and production run the same file; only the environment differs. `make run` fills it for the
embedded servers (okrsite/local/embedded.py), docker-compose.yml for real ones, docs/operations.md lists the
names.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def required(name: str) -> str:
    """The environment's value, or a start-up error that names the missing variable."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name}. `make run` does it for development; docs/operations.md explains it."
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


# Where we are -----------------------------------------------------------------------------------------------

DEVELOPMENT = flag("NORTHSTAR_DEVELOPMENT")
DEBUG = False  # Django's debug pages show settings and rows; development gets a readable log instead.
SECRET_KEY = required("SECRET_KEY")
PUBLIC_ORIGIN = os.environ.get("PUBLIC_ORIGIN", "http://localhost:8000" if DEVELOPMENT else "") or required(
    "PUBLIC_ORIGIN"
)
_origin = urlsplit(PUBLIC_ORIGIN)
SECURE = _origin.scheme == "https"
ALLOWED_HOSTS = [_origin.hostname or "localhost"]
if DEVELOPMENT:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / ".northstar"))

# Applications -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "okrsite",
    "organisations",
    "objectives",
    "checkins",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",  # Django 6.0 has its own; until then `page.html#part`
    "csp",
    "guardian",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a page of 55 kB travels as 9; Django pads it against BREACH
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "okrsite.infra.middleware.RefuseNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "organisations.accounts.middleware.AccountPages",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "okrsite.urls"
WSGI_APPLICATION = "okrsite.wsgi.application"
APPEND_SLASH = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.accounts.switcher.menu",
                "okrsite.ribbon.running",
            ],
        },
    },
]

# Databases: the app role only; docs/roles.sql and docs/trust.md say why -------------------------------------


def database(name: str) -> dict[str, object]:
    """One database from its URL, without connection pooling inside Django: granian's threads keep their
    own."""
    return dict(dj_database_url.parse(required(name), conn_max_age=600, conn_health_checks=True))


DATABASES = {"default": database("DATABASE_URL")}
if os.environ.get("DATABASE_PLATFORM_URL"):
    DATABASES["platform"] = database("DATABASE_PLATFORM_URL")
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = database("DATABASE_OWNER_URL")

REDIS_URL = os.environ.get("REDIS_URL", "")

# People -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SIGN_UP = os.environ.get("SIGN_UP", "open")  # closed: new accounts come by invitation only
if SIGN_UP not in {"open", "closed"}:
    raise ImproperlyConfigured("SIGN_UP is open or closed.")
SESSION_COOKIE_AGE = 14 * 24 * 3600

# django-allauth: an address and a password, a passkey, or a link by e-mail; what strangers see never depends
# on whether an account exists (organisations/accounts/adapter.py and forms.py).
ACCOUNT_ADAPTER = "organisations.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organisations.accounts.forms.SignInForm",
    "signup": "organisations.accounts.forms.SignUpForm",
    "request_login_code": "organisations.accounts.forms.LinkForm",
    "confirm_login_code": "organisations.accounts.forms.LinkCodeForm",
    "change_password": "organisations.accounts.forms.ChangePasswordForm",
    "set_password": "organisations.accounts.forms.SetPasswordForm",
    "reset_password_from_key": "organisations.accounts.forms.NewPasswordForm",
    "add_email": "organisations.accounts.forms.AddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "organisations.accounts.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address an account
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or passkey is told to the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SIGNUP_REDIRECT_URL = "new_organisation"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _origin.scheme
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("TRUSTED_PROXIES", "0")
)  # how many stand before us and add to X-Forwarded-For
MFA_ADAPTER = "organisations.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"activate_totp": "organisations.accounts.forms.AppForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Northstar"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not SECURE
)  # browsers offer passkeys on http://localhost, and nowhere else without https

# Mail: every letter is a job (okrsite/infra/mail.py); EMAIL_URL says how the workers deliver it -------------

EMAIL_BACKEND = "okrsite.infra.mail.QueueBackend"
_mail = urlsplit(os.environ.get("EMAIL_URL", "files:" if DEVELOPMENT else "") or required("EMAIL_URL"))
if _mail.scheme not in {"files", "smtp", "smtp+tls", "smtps"}:
    raise ImproperlyConfigured(
        "EMAIL_URL is smtp://, smtp+tls:// (STARTTLS) or smtps://user:password@host:port, or files:"
    )
MAIL_DELIVERY = (
    "okrsite.infra.mail.FileBackend"
    if _mail.scheme == "files"
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = (
    _mail.hostname or "localhost",
    _mail.port or {"smtps": 465, "smtp+tls": 587}.get(_mail.scheme, 25),
)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
EMAIL_TIMEOUT = 15
MAIL_HOST = _origin.hostname or "localhost"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("MAIL_FROM", f"Northstar <northstar@{MAIL_HOST}>")

# What outlives a request without being a row of an organisation: PostgreSQL keeps it, so that a broker that is
# down logs nobody out (docs/trust.md, T10) ------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
# What throttles sign-in lives here. Django keeps 300 entries unless told, and above that throws away live
# ones with the dead.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "okrsite_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Language and time: the organisation's zone and locale come from its row ------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]  # allauth's own words would otherwise follow the browser while ours do not
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# Static files -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "okrsite.infra.staticfiles.UsedFilesFinder",
    "okrsite.infra.staticfiles.InterFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "okrsite.infra.staticfiles.NorthstarStorage"},
}
WHITENOISE_USE_FINDERS = DEVELOPMENT  # before collectstatic has run, development serves the sources
WHITENOISE_AUTOREFRESH = flag("STATIC_AUTOREFRESH")

# The web's rules --------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes ask from inside
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The log: one line an event on standard error, tracebacks of failed requests included -----------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "northstar": {"level": "INFO"},
        # Django would send errors by mail; the platform's log is read instead.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
