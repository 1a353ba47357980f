"""One file of settings for every way to run; what differs between places comes from the environment."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from pactwork import environment
from pactwork.wiring.apps import APPS

ROOT = Path(__file__).resolve().parent
MODE = environment.mode()
DEMO, PRODUCTION = MODE == "demo", MODE == "production"
DEBUG = os.environ.get("PACTWORK_DEBUG") == "1"

# Where things are -------------------------------------------------------------------------------

PORT = environment.number("PORT")
DATA = environment.data_folder()
MEDIA_ROOT = DATA / "uploads"
SECRET_KEY = environment.secret_key(DATA)
SECRET_KEY_FALLBACKS = environment.words("PACTWORK_OLD_SECRET_KEYS")
CHECKPOINT_KEY = environment.checkpoint_key()  # else a file; see history.signing
PACTWORK_WITNESSES = environment.words("PACTWORK_WITNESSES")  # who is mailed checkpoints
DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The address people know us by: it goes into letters, so it never comes from a request.
PACTWORK_URL = os.environ.get("PACTWORK_URL", f"http://localhost:{PORT}").rstrip("/")
_address = urlsplit(PACTWORK_URL)
ALLOWED_HOSTS = [*environment.words("PACTWORK_HOSTS"), _address.hostname or "localhost"]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "testserver"]

# What it is made of -----------------------------------------------------------------------------

INSTALLED_APPS = [
    *(f"pactwork.{app}" for app in APPS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "pactwork.web.envelope.EnvelopeMiddleware",
    "pactwork.web.proxied.ProxiedMiddleware",
    "pactwork.web.logbook.LogbookMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pactwork.web.middleware.WholeAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pactwork.web.middleware.StillHere",
    "pactwork.web.middleware.SignedIn",
    "pactwork.web.keeping.KeepingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pactwork.web.middleware.InstitutionMiddleware",
    "pactwork.web.second_step.SecondStepMiddleware",
    "pactwork.web.middleware.RefusalMiddleware",
    "pactwork.web.middleware.FormAddressMiddleware",
]
ROOT_URLCONF = "pactwork.urls"
MANIFESTS = "pactwork.wiring.manifests.MANIFESTS"
WSGI_APPLICATION = "pactwork.wsgi.application"

_context = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "pactwork.web.context.frame",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(ROOT.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "pactwork.web.jinja.environment",
            "context_processors": _context,
        },
    },
    {  # The words of emails: plain text, which nothing escapes.
        "NAME": "emails",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(ROOT.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "pactwork.ground.email_template.environment"},
    },
    {  # allauth's checks and its own small texts need Django's engine; no page of ours does.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context},
    },
]

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if PRODUCTION:  # `pactwork serve` collects them first; a demo or a test serves them where they lie
    STATIC_ROOT = DATA / "static"
    STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION  # a demo may be updated while it runs
WHITENOISE_ALLOW_ALL_ORIGINS = False  # fonts and styles are for our own pages

# No state in a process: sessions and counters live in the database.
SESSION_ENGINE = "pactwork.web.sessions"
SESSION_COOKIE_AGE = 24 * 3600  # of whoever is not signed in, such as while a code is on its way
PACTWORK_STAYS = environment.stays()  # of whoever is
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {"default": {"BACKEND": "pactwork.web.counters.Counters", "LOCATION": "pactwork_cache"}}

# Signing in by a mailed code --------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["pactwork.web.signin.Backend"]
LOGIN_URL = "demo:cast" if DEMO else "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pactwork.web.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself proves the mailbox
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
# Ours are in links.actions.signing_in; what is left, only whoever has read the email can use up.
ACCOUNT_RATE_LIMITS = {"request_login_code": None, "login_failed": "5/5m/key"}
MFA_ADAPTER = "pactwork.web.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE, MFA_RECOVERY_CODE_DIGITS = 1, 10  # telephones' clocks differ; an email has 8
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's mailbox is not ours to fill
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL

# Safety -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        **{key: [NONE] for key in ("object-src", "base-uri", "frame-ancestors")},
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "pactwork"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pactwork.web.unsent.other_session"
# How many proxies stand in front: whose word on the reader's address and on https is taken.
PACTWORK_PROXIES = environment.number("PACTWORK_PROXIES")
PACTWORK_METRICS_TOKEN = os.environ.get("PACTWORK_METRICS_TOKEN", "")
if PACTWORK_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|metrics)$"]  # machines inside follow nowhere
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-pactwork"
    CSRF_COOKIE_NAME = "__Host-csrf"
PACTWORK_SCANNER = environment.scanner()  # of uploads; nothing: none looks at them
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700  # as all we write
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500_000, 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12_000_000  # a full disk must not lose the words sent with a file

# Words, time and letters ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"  # each institution has its own; see people.Institution

PACTWORK_MAIL = os.environ.get("PACTWORK_MAIL", "")
DEFAULT_FROM_EMAIL = os.environ.get("PACTWORK_FROM", f"Pactwork <pactwork@{_address.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
globals().update(environment.mail(PACTWORK_MAIL, DATA))

LOGGING = environment.logs()
