"""Programs that sign in with client credentials."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.tokens.models import ServiceClient
from auth_service.tokens.shell import ServiceToken
from shared.broker.topology import SERVICES
from shared.errors import AuthFailed, Conflict, NotFound

SECRET_BYTES = 32
OWN = frozenset(SERVICES)


def service_token(*, client_id: str, client_secret: str) -> tuple[str, list[str]]:
    """A token and its scopes; AuthFailed in the same words and time for an unknown client.

    Failures cost no delay: these secrets cannot be guessed, and a delay would let anybody who
    knows a name keep a service from its work.
    """
    client = ServiceClient.objects.filter(client_id=client_id).first()
    fits = check_password(client_secret, client.secret if client else make_password(None))
    if client is None or not fits or not client.is_active:
        raise AuthFailed("No active client with these credentials")
    token = ServiceToken()
    token.payload.update(sub=client_id, client_id=client_id, scopes=client.scopes)
    return str(token), client.scopes


@transaction.atomic
def register_client(*, client_id: str, client_secret: str, scopes: list[str]) -> bool:
    """Make or update a client; whether anything changed. An inactive one stays inactive."""
    client = ServiceClient.objects.select_for_update().filter(client_id=client_id).first()
    if client is None:
        secret = make_password(client_secret)
        ServiceClient.objects.create(client_id=client_id, secret=secret, scopes=scopes)
        return True
    if client.scopes == scopes and check_password(client_secret, client.secret):
        return False
    client.secret, client.scopes = make_password(client_secret), scopes
    client.save(update_fields=["secret", "scopes"])
    return True


@transaction.atomic
def create_client(*, client_id: str, scopes: list[str]) -> tuple[ServiceClient, str]:
    """A client for another program and its secret, which is never shown again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with refusing_duplicates():
        client = ServiceClient.objects.create(
            client_id=client_id, secret=make_password(secret), scopes=scopes
        )
    _note(client, "service_client.created", {"scopes": scopes})
    return client, secret


@transaction.atomic
def change_client(*, client_id: str, **changes: Any) -> ServiceClient:
    """Set scopes or is_active; tokens that are out keep what they carry for 15 minutes at most."""
    client = _changeable(client_id)
    changed = {key: value for key, value in changes.items() if getattr(client, key) != value}
    if changed:
        for key, value in changed.items():
            setattr(client, key, value)
        client.save(update_fields=list(changed))
        _note(client, "service_client.changed", changed)
    return client


@transaction.atomic
def rotate_secret(*, client_id: str) -> tuple[ServiceClient, str]:
    """Another secret in place of the old one, which gives no more tokens from now on."""
    client, secret = _changeable(client_id), secrets.token_urlsafe(SECRET_BYTES)
    client.secret = make_password(secret)
    client.save(update_fields=["secret"])
    _note(client, "service_client.rotated", {})
    return client, secret


def _changeable(client_id: str) -> ServiceClient:
    if client_id in OWN:
        raise Conflict(f"{client_id} belongs to TTS: its secret and scopes follow the deployment")
    client = ServiceClient.objects.select_for_update().filter(client_id=client_id).first()
    if client is None:
        raise NotFound(f"There is no service client {client_id}")
    return client


def _note(client: ServiceClient, action: str, after: Mapping[str, Any]) -> None:
    record(action=action, object_type="service_client", object_id=client.client_id, after=after)
