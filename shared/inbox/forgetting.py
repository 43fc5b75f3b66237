"""Messages so old that nobody delivers them once more."""

from datetime import datetime

from django.db import connection

_DELETE = """
    DELETE FROM inbox_processedmessage WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM inbox_processedmessage WHERE processed_at < %s
        ORDER BY processed_at LIMIT %s FOR UPDATE SKIP LOCKED
    ))
"""


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` rows of messages handled before `before`; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, [before, limit])
        count: int = cursor.rowcount
    return count
