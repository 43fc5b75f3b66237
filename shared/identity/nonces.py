"""A partner's signature is good for one change."""

from datetime import datetime
from typing import Final

from django.db import connection, models

from shared.errors import AuthFailed
from shared.identity.signatures import TIMESTAMP_HEADER

PURGE_AT_ONCE: Final = 20
# A few old ones go at a time, so that nobody waits: every use removes more rows than it adds.
_USE = """
    WITH purged AS (
        DELETE FROM {table} WHERE id IN (
            SELECT id FROM {table} WHERE expires_at < now()
            ORDER BY expires_at LIMIT %s FOR UPDATE SKIP LOCKED
        )
    )
    INSERT INTO {table} (key_id, signature, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING
"""


class UsedSignature(models.Model):
    """A signature that has been accepted once; it is refused until the clock refuses it anyway."""

    signature = models.CharField(max_length=64)
    key_id = models.CharField(max_length=100)
    expires_at = models.DateTimeField()

    class Meta:
        abstract = True


def spend(used: type[UsedSignature], *, key_id: str, signature: str, until: datetime) -> None:
    """Mark a signature as used, in the transaction of what it authorises; AuthFailed if it was.

    A request that failed may therefore be repeated as it is, one that succeeded may not.
    """
    table = connection.ops.quote_name(used._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(_USE.format(table=table), [PURGE_AT_ONCE, key_id, signature, until])
        if cursor.rowcount == 0:
            text = f"This signature was used before; sign again with a new {TIMESTAMP_HEADER}"
            raise AuthFailed(text)
