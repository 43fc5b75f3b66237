"""Telling every service which tokens to refuse (decision 0019)."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from auth_service.revocations.models import Revocation

# The clock of whoever verifies may be behind ours.
MARGIN = timedelta(minutes=5)
PRUNE = 1000


@transaction.atomic
def refuse_sessions(session_ids: Iterable[uuid.UUID]) -> None:
    """Refuse all access tokens of these sessions, everywhere within five seconds."""
    until = _until()
    _prune()
    Revocation.objects.bulk_create(
        Revocation(session_id=session_id, expires_at=until) for session_id in session_ids
    )


@transaction.atomic
def refuse_older_tokens(versions: Iterable[tuple[int, int]]) -> None:
    """Refuse access tokens of each (person, version) pair that carry a lower version."""
    until = _until()
    _prune()
    Revocation.objects.bulk_create(
        Revocation(user_id=user_id, token_version=version, expires_at=until)
        for user_id, version in versions
    )


@transaction.atomic
def refuse_older_tokens_of_client(client_id: str, version: int) -> None:
    """Refuse tokens of the program that carry a lower version."""
    _prune()
    Revocation.objects.create(client_id=client_id, token_version=version, expires_at=_until())


def _until() -> datetime:
    return timezone.now() + settings.ACCESS_TOKEN_LIFETIME + MARGIN


def _prune() -> None:
    # Here and not on a schedule: rows grow with revocations only.
    old = Revocation.objects.filter(expires_at__lt=timezone.now())
    locked = old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:PRUNE]
    Revocation.objects.filter(pk__in=list(locked)).delete()
