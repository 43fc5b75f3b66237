"""Migrations in the background: task by task, each in a transaction of its own.

A scheduler that dies in the middle loses nothing: the next one goes on with the rows left.
"""

import time
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.context import bind_correlation
from shared.errors import DomainError
from workflow_api.audit.actors import Actor, Kind
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.services.moving import move_task
from workflow_api.migrating.services.undoing import undo_task

# The schedule has other things to do as well.
SECONDS_PER_RUN: Final = 1.0
Status = Migration.Status
UNDER_WAY: Final = (Status.QUEUED, Status.RUNNING, Status.UNDOING)
CLASH: Final = "The task could not be moved: it clashed with another change"


def run(seconds: float = SECONDS_PER_RUN) -> None:
    """Carry on with every migration under way, for its share of a moment.

    Several schedulers may run it.
    """
    under_way = Migration.objects.filter(status__in=UNDER_WAY).order_by("id")
    migrations = list(under_way.values_list("pk", flat=True))
    for migration_id in migrations:
        until = time.monotonic() + seconds / len(migrations)
        while take_step(migration_id) and time.monotonic() < until:
            pass


@transaction.atomic
def take_step(migration_id: int) -> bool:
    """Decide one task of a migration; False when there is nothing to do for this scheduler."""
    rows = Migration.objects.select_for_update(skip_locked=True, no_key=True)
    migration = rows.filter(pk=migration_id, status__in=UNDER_WAY).first()
    if migration is None:
        return False
    with bind_correlation(migration.correlation_id):
        return _undo_next(migration) if migration.status == Status.UNDOING else _next(migration)


def _next(migration: Migration) -> bool:
    move = _first(migration, Move.Status.PENDING)
    if move is None:
        return _stop(migration, Status.FINISHED)
    if migration.canary is not None and migration.done >= migration.canary:
        return _stop(migration, Status.WAITING)
    _decide(move, migration)
    migration.status = Status.RUNNING
    migration.done += 1
    migration.moved += move.status == Move.Status.MOVED
    migration.refused += move.status == Move.Status.REFUSED
    migration.save(update_fields=["status", "done", "moved", "refused"])
    return True


def _undo_next(migration: Migration) -> bool:
    move = _first(migration, Move.Status.MOVED)
    if move is None:
        return _stop(migration, Status.UNDONE)
    _decide(move, migration)
    migration.undone += move.status == Move.Status.UNDONE
    migration.save(update_fields=["undone"])
    return True


def _first(migration: Migration, status: Move.Status) -> Move | None:
    return migration.moves.filter(status=status).order_by("id").first()


def _decide(move: Move, migration: Migration) -> None:
    """A refusal is a result like another; what was begun for it is rolled back."""
    back = migration.status == Status.UNDOING
    try:
        with transaction.atomic():
            (undo_task if back else move_task)(move, migration, _author(migration))
    except DomainError as refusal:
        _refuse(move, refusal.message, back=back)
    except IntegrityError:
        _refuse(move, CLASH, back=back)
    move.decided_at = timezone.now()
    move.save()


def _refuse(move: Move, reason: str, *, back: bool) -> None:
    # What was undone stays on the new version; the row as it was is what counts.
    move.refresh_from_db()
    move.status = Move.Status.KEPT if back else Move.Status.REFUSED
    move.reason = reason[:500]


def _author(migration: Migration) -> Actor:
    """Whoever ordered it; their address is in the audit row of the order."""
    by_person = migration.started_by_id is not None
    kind = Kind.PERSON if by_person else Kind.SERVICE
    return Actor(kind=kind, id=migration.started_by_id, name=migration.started_by_name)


def _stop(migration: Migration, status: Migration.Status) -> bool:
    migration.status = status
    migration.finished_at = None if status == Status.WAITING else timezone.now()
    migration.save(update_fields=["status", "finished_at"])
    return False
