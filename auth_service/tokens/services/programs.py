"""Programs that sign in with client credentials."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.revocations.services import refuse_older_tokens_of_client
from auth_service.tokens.models import ServiceClient
from auth_service.tokens.shell import ServiceToken
from shared.broker.topology import SERVICES
from shared.errors import AuthFailed, Conflict, NotFound
from shared.http.preconditions import ANY_STATE, IfMatch

SECRET_BYTES = 32
OWN = frozenset(SERVICES)


def service_token(*, client_id: str, client_secret: str) -> tuple[str, list[str]]:
    """A token and its scopes; AuthFailed in the same words and time for an unknown client.

    Failures cost no delay: these secrets cannot be guessed, and a delay would let anybody who
    knows a name keep a service from its work.
    """
    client = ServiceClient.objects.filter(client_id=client_id).first()
    fits = check_password(client_secret, client.secret if client else make_password(None))
    if client and not fits and client.former_until and timezone.now() < client.former_until:
        fits = check_password(client_secret, client.former_secret)
    if client is None or not fits or not client.is_active:
        raise AuthFailed("No active client with these credentials")
    token = ServiceToken()
    token.payload.update(
        sub=client_id,
        client_id=client_id,
        scopes=client.scopes,
        token_version=client.token_version,
    )
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
    _distrust(client)
    client.save()
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
def change_client(*, client_id: str, seen: IfMatch = ANY_STATE, **changes: Any) -> ServiceClient:
    """Set scopes or is_active; tokens that are out are refused everywhere within five seconds."""
    client = _changeable(client_id)
    seen.check(client)
    changed = {key: value for key, value in changes.items() if getattr(client, key) != value}
    if changed:
        for key, value in changed.items():
            setattr(client, key, value)
        client.version += 1
        _distrust(client)
        client.save()
        _note(client, "service_client.changed", changed)
    return client


@transaction.atomic
def rotate_secret(*, client_id: str, overlap: timedelta) -> tuple[ServiceClient, str]:
    """Another secret; the old one gives tokens for `overlap` longer.

    Without an overlap the tokens it gave are refused everywhere within five seconds, too.
    """
    client, secret = _changeable(client_id), secrets.token_urlsafe(SECRET_BYTES)
    client.former_secret, client.former_until = "", None
    if overlap:
        client.former_secret, client.former_until = client.secret, timezone.now() + overlap
    else:
        _distrust(client)
    client.secret = make_password(secret)
    client.version += 1
    client.save()
    _note(client, "service_client.rotated", {"overlap_seconds": overlap.total_seconds()})
    return client, secret


def _distrust(client: ServiceClient) -> None:
    """Refuse its tokens that are out; the caller saves the row."""
    client.token_version += 1
    refuse_older_tokens_of_client(client.client_id, client.token_version)


def _changeable(client_id: str) -> ServiceClient:
    if client_id in OWN:
        raise Conflict(f"{client_id} belongs to TTS: its secret and scopes follow the deployment")
    client = ServiceClient.objects.select_for_update().filter(client_id=client_id).first()
    if client is None:
        raise NotFound(f"There is no service client {client_id}")
    return client


def _note(client: ServiceClient, action: str, after: Mapping[str, Any]) -> None:
    record(action=action, object_type="service_client", object_id=client.client_id, after=after)
