"""A signature of HDTS is good for one change."""

from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from shared.errors import AuthFailed
from shared.identity.signatures import SKEW_SECONDS, TIMESTAMP_HEADER
from ticket_service.tickets.authentication import Signature

PURGE_AT_ONCE: Final = 20
# From the earliest moment a timestamp is accepted to the latest.
_KEPT = timedelta(seconds=2 * SKEW_SECONDS)
_USE = """
    INSERT INTO intake_usedsignature (key_id, signature, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING
"""
# A few at a time, so that nobody waits: every use removes more rows than it adds.
_PURGE = """
    DELETE FROM intake_usedsignature WHERE id IN (
        SELECT id FROM intake_usedsignature WHERE expires_at < %s
        ORDER BY expires_at LIMIT %s FOR UPDATE SKIP LOCKED
    )
"""


def use(signature: Signature) -> None:
    """Mark `signature` as used, in the transaction of what it authorises; AuthFailed if it was.

    A request that failed may therefore be repeated as it is, one that succeeded may not.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PURGE, [timezone.now(), PURGE_AT_ONCE])
        cursor.execute(_USE, [signature.key_id, signature.text, timezone.now() + _KEPT])
        if cursor.rowcount == 0:
            text = f"This signature was used before; sign again with a new {TIMESTAMP_HEADER}"
            raise AuthFailed(text)
