"""What every service's settings start from: `from shared.settings import *`, then its own apps.

Values that differ between places come from the environment; docs/operations.md lists them.
"""

import os
import sys
from pathlib import Path

from shared.env import env, env_bool, env_int, env_list
from shared.http.rates import env_rate
from shared.identity.algorithms import env_algorithm, env_secrets
from shared.logs import logging_config

SERVICE = os.environ["DJANGO_SETTINGS_MODULE"].partition(".")[0]
PRODUCTION = env("TTS_ENV", "development") == "production"
SECRET_KEY = env("DJANGO_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env_list("TTS_ALLOWED_HOSTS", "*")
ALLOWED_ORIGINS = env_list("TTS_ALLOWED_ORIGINS", "")
VAR_DIR = Path(env("TTS_VAR_DIR"))
CACHE_DIR = VAR_DIR / "cache" / SERVICE
HEARTBEAT_DIR = VAR_DIR / "heartbeat"

PUBLIC_URL = env("TTS_PUBLIC_URL")
AUTH_URL = env("TTS_AUTH_URL")
WORKFLOW_URL = env("TTS_WORKFLOW_URL")
TICKET_URL = env("TTS_TICKET_URL")
MESSAGING_URL = env("TTS_MESSAGING_URL")
NOTIFICATION_URL = env("TTS_NOTIFICATION_URL")
CLIENT_ID = env("TTS_CLIENT_ID", SERVICE)
CLIENT_SECRET = env("TTS_CLIENT_SECRET")

BROKER_URL = env("TTS_BROKER_URL")
REDIS_URL = env("TTS_REDIS_URL")
# Instances that share a Redis need one each.
REDIS_PREFIX = env("TTS_REDIS_PREFIX", "tts:")

TOKEN_ISSUER = env("TTS_TOKEN_ISSUER", "tts-auth")
TOKEN_AUDIENCE = env("TTS_TOKEN_AUDIENCE", "tts")
JWT_ALGORITHM = env_algorithm()
JWT_SECRETS = env_secrets(JWT_ALGORITHM)
JWKS_URL = f"{AUTH_URL}/.well-known/jwks.json"
# A file replaces the fetch: for places without a route to auth_service, and for tests.
JWKS_FILE = env("TTS_JWKS_FILE", "")
# auth_service itself looks into its own rows.
WATCH_REVOCATIONS = env_bool("TTS_WATCH_REVOCATIONS", SERVICE != "auth_service")

BASE_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "shared.outbox",
    "shared.inbox",
    "shared.idempotency",
    "shared.scheduler",
    "shared.observability",
    "shared.integrations",
]
MIDDLEWARE = [
    "shared.observability.middleware.MetricsMiddleware",
    "shared.http.correlation.CorrelationMiddleware",
    "shared.http.prefix.ForwardedPrefixMiddleware",
    "shared.http.throttling.RateLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # The page of the API description brings its own script and style.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shared.http.limits.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = f"{SERVICE}.urls"
WSGI_APPLICATION = f"{SERVICE}.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
APPEND_SLASH = False

# Web processes share a pool among their threads; commands keep one connection per thread.
DB_POOL = env_int("TTS_DB_POOL", 8)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": env("TTS_DB_HOST"),
        "PORT": env_int("TTS_DB_PORT"),
        "NAME": env("TTS_DB_NAME"),
        "USER": env("TTS_DB_USER"),
        "PASSWORD": env("TTS_DB_PASSWORD"),
        # A pool and persistent connections exclude each other (Django refuses both).
        "CONN_MAX_AGE": 0 if DB_POOL else None,
        # After a restart of the database a pooled connection is dead: look before use.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **({"pool": {"min_size": 1, "max_size": DB_POOL, "timeout": 5}} if DB_POOL else {}),
            "connect_timeout": 3,
            # PostgreSQL binds the parameters and keeps the plans of what is asked again and again.
            "server_side_binding": True,
            "prepare_threshold": 5,
            "application_name": SERVICE,
        },
        # The template carries the service's schema, which an empty database lacks.
        "TEST": {
            "NAME": f"test_{SERVICE}{env('TTS_DB_TEST_SUFFIX', '')}",
            "TEMPLATE": os.environ.get("TTS_DB_TEST_TEMPLATE", "template0"),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

# Whose X-Forwarded-For is believed. The gateway replaces it by the address it saw.
TRUSTED_PROXIES = env_list(
    "TTS_TRUSTED_PROXIES", "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"
)
# In development everybody, demo and tests included, comes from one address.
RATES = {
    "anonymous": env_rate("TTS_RATE_ANONYMOUS", "100/h" if PRODUCTION else "10000/h"),
    "person": env_rate("TTS_RATE_PERSON", "1000/h" if PRODUCTION else "100000/h"),
    "admin": env_rate("TTS_RATE_ADMIN", "5000/h" if PRODUCTION else "500000/h"),
    "service": env_rate("TTS_RATE_SERVICE", "off"),
    "api_key": env_rate("TTS_RATE_API_KEY", "5000/h" if PRODUCTION else "500000/h"),
    "token": env_rate("TTS_RATE_TOKEN", "600/min" if PRODUCTION else "60000/min"),
    "login": env_rate("TTS_RATE_LOGIN", "5/min" if PRODUCTION else "500/min"),
}

# How long workflow_api's word about who may see a ticket counts, and how long while it is away.
ACCESS_FRESH_SECONDS = 10.0
ACCESS_STALE_SECONDS = 300.0

# How old the proof of identity may be for acts such as deploying a workflow; 0 asks for none.
STEP_UP_MINUTES = env_int("TTS_STEP_UP_MINUTES", 15 if PRODUCTION else 0)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
MAX_BODY_BYTES = 10 * 1024 * 1024

# Files that people hand in (docs/files.md). The folder must outlive the container.
FILES_DIR = Path(env("TTS_FILES_DIR", "") or VAR_DIR / "files") / SERVICE
FILE_MAX_BYTES = env_int("TTS_FILE_MAX_BYTES", 25 * 1024 * 1024)
FILES_PER_TICKET = env_int("TTS_FILES_PER_TICKET", 100)
FILE_QUOTA_BYTES = env_int("TTS_FILE_QUOTA_BYTES", 250 * 1024 * 1024)
# Dotted path of a function(path, media type) → why the file is refused, or None; empty: no scanner.
FILE_SCANNER = env("TTS_FILE_SCANNER", "")
# The paths (regular expressions) to which files are sent: their bodies may be larger.
UPLOAD_PATHS: tuple[str, ...] = ()
UPLOAD_BODY_BYTES = FILE_MAX_BYTES + 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["shared.identity.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["shared.http.rendering.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["shared.http.parsing.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "shared.http.paging.Pagination",
    "DEFAULT_FILTER_BACKENDS": ["shared.http.query.StrictFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["shared.http.throttling.CallerThrottle"],
    "DEFAULT_SCHEMA_CLASS": "shared.http.examples.ExampleSchema",
    "EXCEPTION_HANDLER": "shared.http.errors.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"TTS {SERVICE}",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "shared.http.documents.name_refusals",
        "shared.http.composing.show_examples",
    ],
}
# Modules whose WORDS the examples of the API description are composed of (shared.http.words).
EXAMPLE_WORDS: tuple[str, ...] = ("shared.http.words.common",)

# A service's own lines on its health page: name → dotted path of a function returning a message.
HEALTH_CHECKS: dict[str, str] = {"revocations": "shared.identity.watch.report"}

# What can be late: name → dotted path of a function returning (how many, seconds of the oldest).
WAITING: dict[str, str] = {"outbox": "shared.outbox.services.backlog"}
# Rows of shared.integrations.policies that this service calls: its metrics show their breakers.
INTEGRATIONS: tuple[str, ...] = ()

# Periodic work of `python -m <service> schedule`: dotted path of a function → seconds between runs.
SCHEDULE: dict[str, float] = {}
# What is deleted: dotted path of a function(before, limit) → days after which. An inbox row must
# outlive every copy of its message, however long that lay in a stopped broker.
RETENTION: dict[str, int] = {
    "shared.inbox.forgetting.forget": env_int("TTS_KEEP_INBOX_DAYS", 30),
    "shared.idempotency.forgetting.forget": 2,
}
DEAD_LETTER_RETENTION: dict[str, int] = {
    **RETENTION,
    "shared.dead_letters.services.forgetting.forget": env_int("TTS_KEEP_DEAD_LETTERS_DAYS", 90),
}
# What a service with queues of its own adds to it, besides the app shared.dead_letters.
DEAD_LETTER_SCHEDULE: dict[str, float] = {
    "shared.retention.sweep": 60,
    "shared.dead_letters.drain.run": 5,
    "shared.dead_letters.services.judging.reopen_due": 60,
}

# Spans are sent to an OpenTelemetry collector there (OTLP over HTTP); empty: nothing is recorded.
TRACES_ENDPOINT = env("OTEL_EXPORTER_OTLP_ENDPOINT", "")
if TRACES_ENDPOINT:
    _inside = MIDDLEWARE.index("shared.http.correlation.CorrelationMiddleware") + 1
    MIDDLEWARE.insert(_inside, "shared.observability.spans.TracingMiddleware")
else:
    # redis-py loads the SDK wherever it finds it: almost two megabytes for every process.
    sys.modules.setdefault("opentelemetry", None)  # type: ignore[arg-type]

LOGGING_CONFIG = None
LOG_LEVEL = env("TTS_LOG_LEVEL", "INFO")
logging_config(SERVICE, LOG_LEVEL, json_lines=env_bool("TTS_LOG_JSON", True))
