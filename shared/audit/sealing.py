"""Giving each new audit row its place in the chain, a few seconds after it was written.

Whoever writes a row waits for nobody: a trigger notes its id, and one process at a time seals.
"""

from datetime import UTC, date
from typing import Final

import structlog
from django.db import connection, transaction
from django.utils import timezone

from shared.audit.chain import BEGINNING, Link, continued
from shared.audit.digests import TABLE, digest_sql
from shared.audit.heads import Head
from shared.audit.models import Seal, Unsealed

BATCH: Final = 2_000
# The schedule has other things to do; the rest has time until the next run.
BATCHES_PER_RUN: Final = 25
LOCK: Final = 7_411_203
log = structlog.get_logger()


def seal_new_rows() -> int:
    """Seal what waits; how many rows that were. For the schedule, every few seconds."""
    total = 0
    for _ in range(BATCHES_PER_RUN):
        count = _seal_batch()
        total += count
        if count < BATCH:
            break
    return total


@transaction.atomic
def _seal_batch() -> int:
    """NOTHING is left half done: seals appear and notes go in one transaction."""
    rows = _waiting() if _alone() else []
    if not rows:
        return 0
    last = Seal.objects.order_by("-day", "-seq").first()
    links = list(_links(rows, last))
    Seal.objects.bulk_create(
        Seal(day=k.day, seq=k.seq, event=k.event, hash=k.hash, previous=k.previous) for k in links
    )
    Unsealed.objects.filter(pk__in=[event for event, _ in rows]).delete()
    head = links[-1]
    # Kept outside of the database, it convicts whoever writes the whole chain anew.
    log.info("audit_sealed", count=len(links), head=str(Head(head.day, head.seq, head.hash)))
    return len(links)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _waiting() -> list[tuple[int, bytes]]:
    """The rows that wait, with their digests; one that is gone already is sealed as empty."""
    query = (
        f"SELECT waiting.event, {digest_sql('row')} FROM audit_unsealed AS waiting"  # noqa: S608  our own names
        f" LEFT JOIN {TABLE} AS row ON row.id = waiting.event"
        " ORDER BY waiting.event LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [BATCH])
        return [(event, bytes(digest)) for event, digest in cursor.fetchall()]


def _links(rows: list[tuple[int, bytes]], last: Seal | None) -> list[Link]:
    today = _today(last)
    previous = bytes(last.hash) if last else BEGINNING
    seq = last.seq if last and last.day == today else 0
    return list(continued(rows, day=today, seq=seq, previous=previous))


def _today(last: Seal | None) -> date:
    """The day in UTC; never one before the last seal's, should a clock have gone back."""
    today = timezone.now().astimezone(UTC).date()
    return max(today, last.day) if last else today
