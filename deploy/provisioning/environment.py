"""The environment of each Python process, from addresses and secrets alone."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from deploy.catalogue import OFFICE_SYSTEMS, Service
from deploy.provisioning.addresses import Addresses, Endpoint
from deploy.provisioning.rotation import hdts_keys
from deploy.provisioning.secret_values import Secrets
from shared.broker.topology import INTERNAL

Environment = dict[str, str]
# What an operator may set for every process; the services know their own defaults.
OPERATOR: Final = (
    "TTS_LOG_LEVEL",
    "TTS_LOG_JSON",
    "TTS_DB_POOL",
    "TTS_ALLOWED_HOSTS",
    "TTS_ALLOWED_ORIGINS",
    "TTS_RATE_ANONYMOUS",
    "TTS_RATE_PERSON",
    "TTS_RATE_ADMIN",
    "TTS_RATE_SERVICE",
    "TTS_RATE_LOGIN",
    "TTS_STEP_UP_MINUTES",
    "TTS_SOCKETS_PER_PERSON",
    "TTS_RATE_API_KEY",
    "TTS_TRUSTED_PROXIES",
    "TTS_JWT_ALGORITHM",
    "TTS_JWT_SECRET_FILE",
    "TTS_JWT_PREVIOUS_SECRET",
    "HDTS_REQUIRE_SIGNATURE",
    "HDTS_PRIORITY_MAP",
    "TTS_KEEP_INBOX_DAYS",
    "TTS_KEEP_DEAD_LETTERS_DAYS",
    "TTS_KEEP_MAILS_DAYS",
    "TTS_FILES_DIR",
    "TTS_FILE_MAX_BYTES",
    "TTS_FILES_PER_TICKET",
    "TTS_FILE_QUOTA_BYTES",
    "TTS_FILE_SCANNER",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_HEADERS",
    "OTEL_TRACES_SAMPLER",
    "OTEL_TRACES_SAMPLER_ARG",
)
ASKED: Final = ("ams", "bms", *OFFICE_SYSTEMS)
# Real systems in place of the simulated ones.
PARTNERS: Final = (
    *(f"TTS_{system.upper()}_URL" for system in ASKED),
    *(f"TTS_{system.upper()}_API_KEY" for system in ("ams", *OFFICE_SYSTEMS)),
    "TTS_BMS_TOKEN",
)
SIGN_IN: Final = (
    *("TTS_OPENID_ISSUER", "TTS_OPENID_CLIENT_ID", "TTS_OPENID_CLIENT_SECRET"),
    "TTS_REGISTRATION_OPEN",
)
MAIL: Final = ("TTS_MAIL_FROM", "TTS_SENDGRID_API_KEY", "TTS_SENDGRID_API_URL")
SMTP: Final = ("HOST", "PORT", "USER", "PASSWORD", "STARTTLS")


def service_environment(
    service: Service,
    *,
    addresses: Addresses,
    secrets: Secrets,
    var: Path,
    role: str | None = None,
    given: Mapping[str, str],
) -> Environment:
    """What every process of `service` needs; `role` is the database role (default: rows only).

    `given` is the operator's own environment: settings that are a matter of taste come from there.
    """
    role = role or service.app
    common = {
        "DJANGO_SETTINGS_MODULE": f"{service.package}.settings",
        "DJANGO_SECRET_KEY": secrets["django"][service.package],
        "TTS_ENV": given.get("TTS_ENV") or "development",
        "TTS_VAR_DIR": str(var),
        "TTS_DB_HOST": addresses.postgres.host,
        "TTS_DB_PORT": str(addresses.postgres.port),
        "TTS_DB_NAME": "tts",
        "TTS_DB_USER": role,
        "TTS_DB_PASSWORD": secrets["postgres"][role],
        "TTS_BROKER_URL": addresses.amqp(
            service.package, secrets["rabbitmq"][service.package], INTERNAL
        ),
        "TTS_REDIS_URL": addresses.redis.url("redis") + "/0",
        "TTS_PUBLIC_URL": addresses.public_url,
        "TTS_CLIENT_ID": service.package,
        "TTS_CLIENT_SECRET": secrets["clients"][service.package],
        **{f"TTS_{name.upper()}_URL": at.url() for name, at in addresses.services.items()},
    }
    extra = _EXTRAS.get(service.name)
    if given.get("TTS_JWT_ALGORITHM") == "HS256":
        common["TTS_JWT_SECRET"] = given.get("TTS_JWT_SECRET") or secrets["jwt"]
    chosen = {name: given[name] for name in OPERATOR if given.get(name)}
    return common | (extra(addresses, secrets, given) if extra else {}) | chosen


def simulator_environment(
    name: str, *, addresses: Addresses, secrets: Secrets, var: Path
) -> Environment:
    """What the simulator `name` (ams, bms, hdts, mail, office) needs."""
    listen: Endpoint = getattr(addresses, name)
    common = {
        "TTS_VAR_DIR": str(var),
        "TTS_PORT": str(listen.port),
        "TTS_SMTP_PORT": str(addresses.smtp.port),
        "TTS_PUBLIC_URL": addresses.public_url,
        "TTS_WORKFLOW_URL": addresses.services["workflow"].url(),
        "TTS_TICKET_URL": addresses.services["ticket"].url(),
    }
    if name in secrets["rabbitmq"]:
        common["TTS_BROKER_URL"] = addresses.amqp(name, secrets["rabbitmq"][name], name)
    if name == "office":
        return common | _office_keys(secrets)
    own = secrets.get(name, {})
    return common | {_SIMULATOR_NAMES[key]: value for key, value in own.items()}


_SIMULATOR_NAMES = {
    "api_key": "TTS_API_KEY",
    "token": "TTS_TOKEN",
    "key_id": "TTS_HDTS_KEY_ID",
    "secret": "TTS_HDTS_SECRET",
    "receipt_key_id": "TTS_RECEIPT_KEY_ID",
    "receipt_secret": "TTS_RECEIPT_SECRET",
}


def _auth(addresses: Addresses, secrets: Secrets, given: Mapping[str, str]) -> Environment:
    ways_in = {name: given[name] for name in SIGN_IN if given.get(name)}
    return {"TTS_SIGNING_KEY_SECRET": secrets["signing_key"], **ways_in}


def _ticket(addresses: Addresses, secrets: Secrets, given: Mapping[str, str]) -> Environment:
    return {"TTS_HDTS_KEYS": json.dumps(hdts_keys(secrets))}


def _workflow(addresses: Addresses, secrets: Secrets, given: Mapping[str, str]) -> Environment:
    ams, bms = secrets["ams"], secrets["bms"]
    return _ticket(addresses, secrets, given) | {
        "TTS_AMS_KEYS": json.dumps({ams["receipt_key_id"]: ams["receipt_secret"]}),
        "TTS_BMS_KEYS": json.dumps({bms["receipt_key_id"]: bms["receipt_secret"]}),
        "TTS_AMS_API_KEY": ams["api_key"],
        "TTS_BMS_TOKEN": bms["token"],
        **{f"TTS_{system.upper()}_URL": addresses.partner(system) for system in ASKED},
        **_office_keys(secrets),
        **{name: given[name] for name in PARTNERS if given.get(name)},
    }


def _office_keys(secrets: Secrets) -> Environment:
    return {
        f"TTS_{system.upper()}_API_KEY": secrets[system]["api_key"] for system in OFFICE_SYSTEMS
    }


def _notification(addresses: Addresses, secrets: Secrets, given: Mapping[str, str]) -> Environment:
    """The operator's mail server, or our mail sink."""
    mail = {name: given[name] for name in MAIL if given.get(name)}
    if not given.get("TTS_SMTP_HOST"):
        sink = addresses.smtp
        return mail | {"TTS_SMTP_HOST": sink.host, "TTS_SMTP_PORT": str(sink.port)}
    names = (f"TTS_SMTP_{name}" for name in SMTP)
    return mail | {name: given[name] for name in names if given.get(name)}


_Extra = Callable[[Addresses, Secrets, Mapping[str, str]], Environment]
_EXTRAS: Mapping[str, _Extra] = {
    "auth": _auth,
    "ticket": _ticket,
    "workflow": _workflow,
    "notification": _notification,
}
