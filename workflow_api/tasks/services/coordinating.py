"""Who coordinates a task that has nobody for it: chosen by the same turns as any work."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.outbox.services import publish_all
from workflow_api.assignment.services import Answer, Ask, explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.roles.selectors import manned
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows.selectors import compiled

TURNS = Actor.system("round_robin")
COORDINATOR = ["coordinator_id", "coordinator_name", "version"]


def coordinate_waiting() -> None:
    """Find a coordinator for every open task without one, as soon as there is somebody."""
    without = Task.objects.filter(status__in=OPEN_STATUSES, coordinator_id=None)
    versions = without.order_by().values_list("workflow_version_id", flat=True).distinct()
    roles = {version: compiled(version).coordinator_role for version in versions}
    there = manned(set(roles.values()), timezone.now())
    found = without.filter(
        workflow_version_id__in=[version for version, role in roles.items() if role in there]
    )
    for task_id in list(found.order_by("id").values_list("pk", flat=True)):
        _coordinate(task_id, None)


def succeed(*, user_id: int, role: str) -> None:
    """Find somebody for each open task that a person coordinated who left the role."""
    theirs = Task.objects.filter(status__in=OPEN_STATUSES, coordinator_id=user_id)
    found = theirs.order_by("id").values_list("pk", "workflow_version_id")
    for task_id, version in list(found):
        if compiled(version).coordinator_role == role:
            _coordinate(task_id, user_id)


@transaction.atomic
def _coordinate(task_id: int, instead_of: int | None) -> None:
    task = lock(Task.objects.all(), task_id)
    if task is None or not task.is_open or task.coordinator_id != instead_of:
        return
    now = timezone.now()
    role = compiled(task.workflow_version_id).coordinator_role
    [answer] = take_turns([Ask(role=role)], now=now)
    if answer.user_id == instead_of:
        return
    task.coordinator_id, task.coordinator_name = answer.user_id, answer.name
    task.version += 1
    task.save(update_fields=COORDINATOR)
    explain(answer, task=task, item=None, now=now).save(force_insert=True)
    _write_down(task, answer, instead_of, now)


def _write_down(task: Task, answer: Answer, instead_of: int | None, now: datetime) -> None:
    text = f"{answer.name or 'Nobody'} coordinates the task"
    why = answer.decision.reason
    history.event(TaskEvent.Kind.COORDINATED, text, task=task, actor=TURNS, at=now, why=why).save(
        force_insert=True
    )
    record(
        actor=TURNS,
        action="task.coordinated",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before={"coordinator": instead_of},
        after={"coordinator": task.coordinator_id, **history.basis(task, TURNS)},
        reason=why,
    )
    told = messages.change(task, current_item(task), kind="coordinated", actor=TURNS)
    publish_all([_notice(task), *told])


def _notice(task: Task) -> Message:
    found = task.coordinator_id is not None
    return CreateNotification(
        recipients={
            "users": messages.coordinators(task),
            "roles": [] if found else [messages.ADMINS],
        },
        subject=f"{'You coordinate' if found else 'Nobody coordinates'} {task.number}",
        message=f"Ticket {task.ticket.ticket_number}: {task.title}",
        notification_type="task_assignment" if found else "system",
        deduplication_id=f"coordinated:{task.pk}:{task.version}",
        related_ticket_number=task.ticket.ticket_number,
        metadata={**messages.about(task), "why": "You coordinate this task"},
    )
