"""Keys of other people's programs: made, changed for new ones, and taken away."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from auth_service.api_keys.models import ApiKey
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from shared.errors import Conflict, NotFound
from shared.identity.api_keys import PREFIX_LENGTH, digest_of, new_key

USED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_key(
    *, name: str, scopes: list[str], expires_at: datetime, created_by: int
) -> tuple[ApiKey, str]:
    """A new key and its text, which is never shown again. Conflict when the name is taken."""
    text = new_key()
    with refusing_duplicates():
        key = ApiKey.objects.create(
            name=name,
            prefix=text[:PREFIX_LENGTH],
            digest=digest_of(text),
            scopes=scopes,
            expires_at=expires_at,
            created_by=created_by,
        )
    after = {"name": name, "scopes": scopes, "expires_at": expires_at.isoformat()}
    _note(key, "api_key.created", after)
    return key, text


@transaction.atomic
def rotate_key(
    *, key_id: uuid.UUID, expires_at: datetime, overlap: timedelta
) -> tuple[ApiKey, str]:
    """Another text for the key; the old one opens for `overlap` longer."""
    key = _locked(key_id)
    if key.revoked_at is not None:
        raise Conflict("The key was revoked: make a new one")
    now, text = timezone.now(), new_key()
    key.former_digest, key.former_until = "", None
    if overlap:
        key.former_digest, key.former_until = key.digest, min(now + overlap, key.expires_at)
    key.digest, key.prefix = digest_of(text), text[:PREFIX_LENGTH]
    key.rotated_at, key.expires_at = now, expires_at
    key.save()
    _note(key, "api_key.rotated", {"name": key.name, "overlap_seconds": overlap.total_seconds()})
    return key, text


@transaction.atomic
def revoke_key(*, key_id: uuid.UUID) -> None:
    """Close the key: services that know it refuse it within a minute. Twice is no error."""
    key = _locked(key_id)
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        _note(key, "api_key.revoked", {"name": key.name})


def open_key(*, digest: str) -> ApiKey:
    """The key whose text has this digest, noted as used; NotFound when it opens nothing (now)."""
    now = timezone.now()
    key = ApiKey.objects.opened_by(digest, now).first()
    if key is None:
        raise NotFound("There is no such key")
    if key.last_used_at is None or now - key.last_used_at > USED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def _locked(key_id: uuid.UUID) -> ApiKey:
    key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
    if key is None:
        raise NotFound(f"There is no API key {key_id}")
    return key


def _note(key: ApiKey, action: str, after: Mapping[str, object]) -> None:
    record(action=action, object_type="api_key", object_id=key.pk, after=after)
