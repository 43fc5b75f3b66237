"""Work that nobody could take: handed out as soon as somebody can."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.assignment.services import Occasion, explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.roles.selectors import manned
from workflow_api.tasks import first_touch, messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import assignee
from workflow_api.tasks.services.handing_on import ask_instead
from workflow_api.tasks.services.locking import lock
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.tickets.metrics import assignment_of
from workflow_api.workflows.selectors import compiled

ASSIGNER = Actor.system("round_robin")
WAITED = Occasion(cause=AssignmentDecision.Cause.WAITING)
WAITING = Q(status__in=OPEN_ITEM_STATUSES, assignee_id=None, assigns_itself=True)


def assign_waiting() -> None:
    """Give waiting items to whoever became available, oldest first, each in its transaction."""
    roles = TaskItem.objects.filter(WAITING).order_by().values_list("role", flat=True).distinct()
    waiting = TaskItem.objects.filter(WAITING, role__in=manned(list(roles), timezone.now()))
    for task_id in list(waiting.order_by("id").values_list("task_id", flat=True)):
        assign(task_id)


@transaction.atomic
def assign(task_id: int) -> bool:
    """Assign the waiting item of one task; False when it is taken, or still nobody can."""
    task = lock(Task.objects.all(), task_id)
    if task is None:
        return False
    item = task.items.filter(WAITING).first()
    if item is None:
        return False
    now = timezone.now()
    step = compiled(task.workflow_version_id).step(item.step_key)
    [answer] = take_turns([ask_instead(task, item, step, item.role)], now=now)
    if answer.member is None:
        return False
    columns = {**assignee(answer, now), "first_touch_until": first_touch.until(task, step, now)}
    for name, value in columns.items():
        setattr(item, name, value)
    item.save(update_fields=list(columns))
    explain(answer, task=task, item=item, now=now, occasion=WAITED).save(force_insert=True)
    _write_down(task, item, answer.decision.reason)
    _count_if_first(task, item, now)
    return True


def _count_if_first(task: Task, item: TaskItem, now: datetime) -> None:
    if not task.items.filter(pk__lt=item.pk).exists():
        stored.record(assignment_of(task.ticket, now))


def _write_down(task: Task, item: TaskItem, why: str) -> None:
    assert item.assigned_at is not None
    task.version += 1
    task.save(update_fields=["version"])
    assigned = history.assigned(task, item, actor=ASSIGNER, at=item.assigned_at, why=why)
    TaskEvent.objects.bulk_create([assigned])
    record(
        actor=ASSIGNER,
        action="task.assigned",
        object_type="task_item",
        object_id=item.pk,
        task_id=task.pk,
        after={"assignee": item.assignee_id, **history.basis(task, ASSIGNER)},
        reason=why,
    )
    told = messages.assignment(task, item, why)
    changed = messages.change(task, item, kind="assigned", actor=ASSIGNER, told=told)
    publish_all([*told, *changed])
