"""Settings of notification_service. Values that differ between places come from the environment."""

from shared.env import env, env_bool, env_int
from shared.settings import *

INSTALLED_APPS = [
    *BASE_APPS,
    "shared.dead_letters",
    "notification_service.people",
    "notification_service.inbox_items",
    "notification_service.email",
    "notification_service.sendings",
    "notification_service.decisions",
]

DEFAULT_FROM_EMAIL = env("TTS_MAIL_FROM", "TTS <tts@example.com>")
EMAIL_HOST = env("TTS_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = env_int("TTS_SMTP_PORT", 1025)
EMAIL_HOST_USER = env("TTS_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env("TTS_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env_bool("TTS_SMTP_STARTTLS", False)

# With a key, mail goes through SendGrid's API instead of SMTP.
SENDGRID_API_KEY = env("TTS_SENDGRID_API_KEY", "")
EMAIL_BACKEND = (
    "anymail.backends.sendgrid.EmailBackend"
    if SENDGRID_API_KEY
    else "django.core.mail.backends.smtp.EmailBackend"
)
ANYMAIL = {
    "SENDGRID_API_KEY": SENDGRID_API_KEY,
    "SENDGRID_API_URL": env("TTS_SENDGRID_API_URL", "https://api.sendgrid.com/v3/"),
}

WAITING = {**WAITING, "mail": "notification_service.email.selectors.late_mail"}
KEEP_MAILS_DAYS = env_int("TTS_KEEP_MAILS_DAYS", 90)
RETENTION = {
    **DEAD_LETTER_RETENTION,
    "notification_service.email.forgetting.forget": KEEP_MAILS_DAYS,
    "notification_service.sendings.forgetting.forget": KEEP_MAILS_DAYS,
    "notification_service.decisions.services.forget": 90,
}
INTEGRATIONS = ("auth", "email")

SCHEDULE = {
    **DEAD_LETTER_SCHEDULE,
    "notification_service.email.services.attempt_due": 1.0,
    "notification_service.people.services.forget_old_copies": 3600.0,
}

EXAMPLE_WORDS = (*EXAMPLE_WORDS, "notification_service.words")
SPECTACULAR_SETTINGS = {
    **SPECTACULAR_SETTINGS,
    "ENUM_NAME_OVERRIDES": {
        "MailStatusEnum": ["queued", "sending", "sent", "failed"],
    },
}
