"""Settings of an outbox that belongs to no service."""

import os

SERVICE = "bench"
SCHEMA = "bench_outbox"
BROKER_URL = os.environ["BENCH_BROKER_URL"]
SECRET_KEY = "nothing is signed here"  # noqa: S105
INSTALLED_APPS = ["shared.outbox"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["BENCH_DB_HOST"],
        "PORT": os.environ["BENCH_DB_PORT"],
        "NAME": "tts",
        "USER": "postgres",
        "PASSWORD": os.environ["BENCH_DB_PASSWORD"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": f"-c search_path={SCHEMA}"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
