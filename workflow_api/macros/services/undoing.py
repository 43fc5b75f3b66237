"""Taking back what a macro changed, and forgetting what nobody can take back any more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, NotFound
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.macros.models import MacroRun
from workflow_api.sla.changing import change_priority
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.holding import resume
from workflow_api.tasks.services.locking import lock_seen_by
from workflow_api.tasks.services.ticking import tick


@transaction.atomic
def undo(*, task_id: int, run_id: int, caller: Caller, actor: Actor) -> MacroRun:
    """Take back priority, ticks and hold of one's own run, each as by hand.

    NotFound for somebody else's run, Conflict when it is too late, was undone, or when the task
    has changed since: by whom and how.
    """
    found = MacroRun.objects.select_for_update().filter(pk=run_id, task=task_id, by_id=caller.id)
    run = found.first()
    if run is None:
        raise NotFound(f"There is no run {run_id} of yours")
    now = timezone.now()
    _check_in_time(run, now)
    lock_seen_by(caller, task_id, version=run.task_version)
    _take_back(run, caller, actor)
    run.undone_at = now
    run.save(update_fields=["undone_at"])
    record(
        actor=actor,
        action="macro.undone",
        object_type="macro",
        object_id=run.macro_id or "",
        task_id=task_id,
        after={"name": run.macro_name, "version": run.macro_version},
    )
    return run


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` runs from before then; what they did stays."""
    keys = list(MacroRun.objects.filter(at__lt=before).values_list("pk", flat=True)[:limit])
    MacroRun.objects.filter(pk__in=keys).delete()
    return len(keys)


def _check_in_time(run: MacroRun, now: datetime) -> None:
    if run.undone_at is not None:
        raise Conflict("This run has been undone already")
    if now > run.undo_until:
        raise Conflict("This run is too long ago to be undone")


def _take_back(run: MacroRun, caller: Caller, actor: Actor) -> None:
    """In the opposite order: nothing is ticked while a task is on hold."""
    who: dict[str, Any] = {"task_id": run.task_id, "caller": caller, "actor": actor}
    if run.before["held"]:
        resume(**who, version=None)
    for text in run.before["ticks"]:
        tick(**who, version=_version(run.task_id), item=text, done=False)
    if priority := run.before["priority"]:
        reason = f"Macro “{run.macro_name}” undone"
        change_priority(**who, version=None, dry_run=False, priority=priority, reason=reason)


def _version(task_id: int) -> int:
    return Task.objects.values_list("version", flat=True).get(pk=task_id)
