"""The secrets of an instance: generated once, kept in one private file."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.catalogue import OFFICE_SYSTEMS, SERVICES
from deploy.files import write_private_json
from deploy.provisioning.people import demo_usernames
from shared.broker.topology import users

Secrets = dict[str, Any]


def load_or_generate(path: Path) -> Secrets:
    """The secrets in `path`; whatever it lacks is generated and stored first."""
    known: Secrets = json.loads(path.read_text()) if path.exists() else {}
    complete = _completed(known, _wanted())
    if complete != known:
        write_private_json(path, complete)
    return complete


def load(path: Path) -> Secrets:
    secrets_of_instance: Secrets = json.loads(path.read_text())
    return secrets_of_instance


def _wanted() -> dict[str, Any]:
    """The shape of the file: each leaf makes its own value."""
    return {
        "postgres": {"postgres": _token, **dict.fromkeys(_database_roles(), _token)},
        "rabbitmq": {"admin": _token, **dict.fromkeys(users(), _token)},
        "erlang_cookie": _token,
        "supervisor": _token,
        "django": {service.package: _token for service in SERVICES},
        "signing_key": _token,
        "jwt": _token,
        "clients": {service.package: _token for service in SERVICES},
        "hdts": {"key_id": _key_id("hdts"), "secret": _token},
        "ams": {"api_key": _token, "receipt_key_id": _key_id("ams"), "receipt_secret": _token},
        "bms": {"token": _token, "receipt_key_id": _key_id("bms"), "receipt_secret": _token},
        **{system: {"api_key": _token} for system in OFFICE_SYSTEMS},
        "people": dict.fromkeys(demo_usernames(), _password),
    }


def _database_roles() -> list[str]:
    return [role for service in SERVICES for role in (service.owner, service.app)]


def _completed(known: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    complete = dict(known)
    for name, make in wanted.items():
        if isinstance(make, dict):
            complete[name] = _completed(known.get(name, {}), make)
        elif name not in known:
            complete[name] = make()
    return complete


def _token() -> str:
    return secrets.token_urlsafe(24)


def _password() -> str:
    # People type these.
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def new_key(system: str) -> dict[str, str]:
    """A key to sign with, under an id of its own."""
    return {"key_id": _key_id(system)(), "secret": _token()}


def _key_id(system: str) -> Callable[[], str]:
    return lambda: f"{system}-{secrets.token_hex(4)}"
