"""What an admin says about a migration: start, go on, stop, take back."""

from collections.abc import Collection
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from shared.context import current_correlation_id
from shared.errors import Conflict, FieldError, Invalid, NotFound
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.selectors import Plan

Status = Migration.Status
ACTIVE: Final = (Status.QUEUED, Status.RUNNING, Status.WAITING, Status.UNDOING)
_FILL: Final = """
    INSERT INTO migrating_move (migration_id, task_id, from_version_id, from_step,
                                to_step, status, reason, items_before)
    SELECT %s, task.id, task.workflow_version_id, task.current_step,
           '', 'pending', '', '{{}}'
      FROM ({tasks}) AS chosen JOIN tasks_task task ON task.id = chosen.id ORDER BY task.id
"""


@transaction.atomic
def start(*, actor: Actor, plan: Plan, reason: str, canary: int | None = None) -> Migration:
    """Order the tasks of `plan` to be moved, after `canary` of them only when told to go on.

    Invalid for a mapping that leads nowhere and when there is nothing to move, Conflict while
    another migration of the workflow is not over.
    """
    plan.check()
    _refuse_second(plan.workflow_id)
    migration = Migration.objects.create(
        workflow_id=plan.workflow_id,
        to_version=plan.target_version,
        mapping=dict(plan.mapping),
        reason=reason,
        canary=canary,
        started_by_id=actor.id,
        started_by_name=actor.name,
        correlation_id=current_correlation_id(),
    )
    migration.total = _fill(migration, plan)
    if migration.total == 0:
        raise Invalid(
            "There is no running task to move", [FieldError("task_ids", "match no running task")]
        )
    migration.save(update_fields=["total"])
    _write_down(migration, actor, "migration.started")
    return migration


@transaction.atomic
def go_on(*, actor: Actor, migration_id: int) -> Migration:
    """Move the rest after the first few. Conflict unless it waits for that."""
    migration = _lock(migration_id, {Status.WAITING}, "only waits after its first tasks")
    migration.canary = None
    return _turn(migration, Status.RUNNING, actor, "migration.continued")


@transaction.atomic
def cancel(*, actor: Actor, migration_id: int) -> Migration:
    """Move no further task; those that were moved stay so until it is undone."""
    running = {Status.QUEUED, Status.RUNNING, Status.WAITING}
    migration = _lock(migration_id, running, "is not under way")
    pending = migration.moves.filter(status=Move.Status.PENDING)
    pending.update(status=Move.Status.SKIPPED, decided_at=timezone.now())
    return _turn(migration, Status.CANCELLED, actor, "migration.cancelled")


@transaction.atomic
def undo(*, actor: Actor, migration_id: int) -> Migration:
    """Bring back every moved task on which nobody has acted since."""
    over = {Status.FINISHED, Status.CANCELLED}
    migration = _lock(migration_id, over, "can be undone once it is over, and once")
    _refuse_second(migration.workflow_id)
    return _turn(migration, Status.UNDOING, actor, "migration.undone")


def _lock(migration_id: int, statuses: Collection[str], otherwise: str) -> Migration:
    found = Migration.objects.select_for_update(no_key=True).filter(pk=migration_id).first()
    if found is None:
        raise NotFound(f"There is no migration {migration_id}")
    if found.status not in statuses:
        raise Conflict(f"The migration is {found.status}: it {otherwise}")
    return found


def _refuse_second(workflow_id: int) -> None:
    """Two migrations would take each other's tasks; the constraint decides who was first."""
    # Serialises those who start at the same moment, so that the loser hears a reason.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('migration', %s))", [workflow_id]
        )
    other = Migration.objects.filter(workflow=workflow_id, status__in=ACTIVE).first()
    if other is not None:
        raise Conflict(
            f"{other.started_by_name} is moving tasks of this workflow: "
            f"migration {other.pk} is {other.status}"
        )


def _fill(migration: Migration, plan: Plan) -> int:
    """One row per task in one statement, however many there are."""
    tasks, parameters = plan.tasks().order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        # The query of the ORM, with its parameters apart.
        cursor.execute(_FILL.format(tasks=tasks), [migration.pk, *parameters])
        return int(cursor.rowcount)


def _turn(migration: Migration, status: Migration.Status, actor: Actor, action: str) -> Migration:
    migration.status = status
    over = status == Status.CANCELLED
    migration.finished_at = timezone.now() if over else None
    migration.save(update_fields=["status", "canary", "finished_at"])
    _write_down(migration, actor, action)
    return migration


def _write_down(migration: Migration, actor: Actor, action: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="workflow",
        object_id=migration.workflow_id,
        after={
            "migration": migration.pk,
            "to_version": migration.to_version_id,
            "mapping": migration.mapping,
            "canary": migration.canary,
            "total": migration.total,
            "moved": migration.moved,
        },
        reason=migration.reason,
    )
