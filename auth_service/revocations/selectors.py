from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from auth_service.revocations.models import Revocation


def revocations(*, since: int) -> dict[str, Any]:
    """What must be refused and was committed after the answer whose `cursor` was `since`.

    Some of it may have been told before; nothing is ever left out.
    """
    # Asked first: whatever commits between the two queries is told now and once more.
    cursor = _oldest_running_transaction()
    rows = Revocation.objects.filter(expires_at__gt=timezone.now())
    # A database that was restored counts from an earlier point: then everything is news.
    if since <= cursor:
        rows = rows.filter(transaction__gte=since)
    return {"cursor": cursor, **_told(rows.order_by("pk"))}


def _told(rows: QuerySet[Revocation]) -> dict[str, list[dict[str, Any]]]:
    sessions, people, clients = [], [], []
    for row in rows:
        until = int(row.expires_at.timestamp())
        if row.session_id:
            sessions.append({"sid": row.session_id.hex, "until": until})
            continue
        older = {"token_version": row.token_version, "until": until}
        if row.user_id:
            people.append({"user_id": row.user_id, **older})
        else:
            clients.append({"client_id": row.client_id, **older})
    return {"sessions": sessions, "people": people, "clients": clients}


def _oldest_running_transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
