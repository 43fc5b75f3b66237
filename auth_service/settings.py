"""Settings of auth_service. Values that differ between places come from the environment."""

from datetime import timedelta

from shared.env import env, env_bool
from shared.settings import *

INSTALLED_APPS = [
    *BASE_APPS,
    "django.contrib.auth",
    "auth_service.audit",
    "shared.audit",
    "auth_service.revocations",
    "auth_service.api_keys",
    "auth_service.accounts",
    "auth_service.access",
    "auth_service.availability",
    "auth_service.tokens",
    "auth_service.openid",
    "auth_service.sync",
    "auth_service.links",
    "auth_service.letters",
    "auth_service.recovery",
    "auth_service.invitations",
    "auth_service.second_factor",
    "auth_service.alerts",
    "auth_service.employees",
    "auth_service.privacy",
]

MIDDLEWARE = [
    *MIDDLEWARE,
    "auth_service.caching.NoStoreMiddleware",
    "auth_service.audit.actors.ActorMiddleware",
]
AUTH_USER_MODEL = "accounts.User"
# Uniqueness holds without regard to case and among those not deleted: a constraint, not `unique`.
SILENCED_SYSTEM_CHECKS = ["auth.E003"]
PASSWORD_HASHERS = ["auth_service.accounts.passwords.Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "email", "full_name"]},
    },
]

HEALTH_CHECKS = {}

# How it is written down that somebody has read, exported or verified the audit.
AUDIT_NOTE = "auth_service.audit.noting.note"

# The organisation's OpenID Connect provider; without an issuer there is no such sign-in.
OPENID_ISSUER = env("TTS_OPENID_ISSUER", "")
OPENID_CLIENT_ID = env("TTS_OPENID_CLIENT_ID") if OPENID_ISSUER else ""
OPENID_CLIENT_SECRET = env("TTS_OPENID_CLIENT_SECRET", "")

# Whether people may ask for an account themselves; Admins decide about each.
REGISTRATION_OPEN = env_bool("TTS_REGISTRATION_OPEN", True)

# Encrypts the private signing keys at rest: a copy of the database alone signs nothing.
SIGNING_KEY_SECRET = env("TTS_SIGNING_KEY_SECRET")
ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
REFRESH_TOKEN_LIFETIME = timedelta(days=1)
SIMPLE_JWT = {
    "ALGORITHM": JWT_ALGORITHM,
    "ACCESS_TOKEN_LIFETIME": ACCESS_TOKEN_LIFETIME,
    "REFRESH_TOKEN_LIFETIME": REFRESH_TOKEN_LIFETIME,
    "ISSUER": TOKEN_ISSUER,
    "AUDIENCE": TOKEN_AUDIENCE,
}

REST_FRAMEWORK = {
    **REST_FRAMEWORK,
    "DEFAULT_AUTHENTICATION_CLASSES": ["auth_service.tokens.authentication.SessionAuthentication"],
}

SCHEDULE = {
    "shared.audit.sealing.seal_new_rows": 3.0,
    "auth_service.recovery.services.answer_requests": 1.0,
    "auth_service.employees.services.registering.answer_registrations": 1.0,
    "auth_service.employees.services.registering.purge": 3600.0,
    "auth_service.links.services.purge": 600.0,
    "auth_service.letters.quotas.purge": 600.0,
    "auth_service.alerts.services.purge": 3600.0,
    "auth_service.availability.services.purge": 3600.0,
    "auth_service.second_factor.services.emailed.purge": 600.0,
}

SPECTACULAR_SETTINGS = {
    **SPECTACULAR_SETTINGS,
    "ENUM_NAME_OVERRIDES": {
        "ApiKeyScopeEnum": "shared.identity.api_keys.SCOPES",
        "ServiceScopeEnum": "shared.identity.scopes.SERVICE_SCOPES",
    },
}
