"""Taking up a finished task again."""

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import IllegalMove, TaskState
from workflow_api.sla import ledger
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history, noting
from workflow_api.tasks.services.entering import enter
from workflow_api.tasks.services.locking import lock_seen_by, move, refusal
from workflow_api.tasks.services.moving import step_called
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows.selectors import compiled


@transaction.atomic
def reopen(
    *, task_id: int, version: int, reason: str, caller: Caller, actor: Actor, step: str = ""
) -> Task:
    """Let a completed task go on at `step`, by default its last one, in a new cycle of its SLA.

    Forbidden for those who do not answer for it, Conflict unless it is completed.
    """
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    _check_finished(task)
    definition = compiled(task.workflow_version_id)
    target = step_called(definition, step or task.current_step)
    now = timezone.now()
    move(task, TaskState.IN_PROGRESS)
    task.version += 1
    task.completed_at = None
    ledger.reopen(task, at=now, reason=reason[:300], actor=actor)
    reopened = history.event(
        TaskEvent.Kind.REOPENED,
        f"{actor.name} reopened the task at {target.name}",
        task=task,
        actor=actor,
        at=now,
        notes=reason,
        to=target.key,
        cycle=task.sla_cycle,
    )
    enter(
        task,
        definition,
        target,
        actor=actor,
        because=reopened,
        columns=["completed_at", "sla_cycle"],
    )
    noting.keep(TaskEvent.Kind.REOPENED, task=task, actor=actor, reason=reason)
    return task


def _check_finished(task: Task) -> None:
    if task.status != TaskState.COMPLETED:
        raise refusal(IllegalMove(TaskState(task.status), "reopened"))
    others = Task.objects.filter(ticket_id=task.ticket_id, status__in=OPEN_STATUSES)
    if other := others.first():
        raise Conflict(f"Ticket {task.ticket.ticket_number} is being worked on as {other.number}")
