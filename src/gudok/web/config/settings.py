"""Django's settings, all derived from gudok.toml: nothing is configured in two places."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from gudok.settings import data_folder, load_or_create
from gudok.web.config.database import database
from gudok.web.config.security import content_policy
from gudok.web.config.static_files import folders_of

DATA = data_folder()
GUDOK = load_or_create(DATA)
WEB = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = GUDOK.web.secret_key
_public = urlsplit(GUDOK.web.public_url)
ALLOWED_HOSTS = GUDOK.web.hosts
CSRF_TRUSTED_ORIGINS = [GUDOK.web.public_url] if GUDOK.web.public_url else []
ROOT_URLCONF = "gudok.web.config.urls"
ASGI_APPLICATION = "gudok.web.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "gudok.web.accounts",
    "gudok.web.audit",
    "gudok.web.people",
    "gudok.web.setup",
    "gudok.web.routing",
    "gudok.web.staff",
    "gudok.web.versions",
    "gudok.web.prompts",
    "gudok.web.ivr",
    "gudok.web.retention",
    "gudok.web.guide",
    "gudok.web.trunks",
    "gudok.web.news",
    "gudok.web.alerts",
    "gudok.web.record",
    "gudok.web.calls",
    "gudok.web.days",
    "gudok.web.whatif",
    "gudok.web.live",
    "gudok.web.results",
    "gudok.web.tasks",
    "gudok.web.catalogue",
    "gudok.web.orders",
    "gudok.web.scripts",
    "gudok.web.cases",
    "gudok.web.knowledge",
    "gudok.web.dial",
    "gudok.web.desk",
    "gudok.web.wall",
    "gudok.web.supervise",
    "gudok.web.api",
    "gudok.web.webhooks",
]
MIDDLEWARE = [
    "gudok.web.metrics.requests.count_requests",
    "django.middleware.security.SecurityMiddleware",
    "gudok.web.config.static.StaticFiles",
    "gudok.web.config.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gudok.web.accounts.entry.idle.seen",
    "gudok.web.config.middleware.as_the_person_likes",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": database(GUDOK.database.url, DATA.records)}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "gudok.web.accounts.backend.RoleBackend",
    "gudok.web.accounts.ldap.backend.DirectoryBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gudok.web.accounts.security.passwords.CentresLength"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "full_name", "email")},
    },
]
EMAIL_HOST, EMAIL_PORT = GUDOK.mail.host, GUDOK.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = GUDOK.mail.user, GUDOK.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = GUDOK.mail.security == "starttls", GUDOK.mail.security == "tls"
EMAIL_TIMEOUT = 10
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
LANGUAGE_COOKIE_NAME = "gudok_language"
TIME_ZONE = GUDOK.company.time_zone
USE_TZ = True
FORM_RENDERER = "gudok.web.config.forms.Renderer"

STATIC_URL = "/static/"
# With the library's files for the page of the API's description. It is no app of ours: every process would import it
# then, and the engine must be back within a second or two.
STATICFILES_DIRS = [WEB / "static", *(Path(found) / "static" for found in folders_of("ninja"))]
# The bundle is served from where the build puts it; there is no second copy to forget.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
# Asked for anew each time (mostly answered «not modified»): after an update nobody keeps yesterday's scripts.
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A cookie's name holds the port: two centres on one machine do not sign each other's people out.
SESSION_COOKIE_NAME = f"gudok_session_{GUDOK.web.port}"
CSRF_COOKIE_NAME = f"gudok_csrf_{GUDOK.web.port}"
SESSION_COOKIE_AGE = 14 * 86400
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _public.scheme == "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _public.scheme == "https" else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_POLICY = content_policy()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "gudok.logs.formatter", "form": GUDOK.log.format}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
