"""A question sent again from the failed work: its task goes on as if it had never stopped."""

from django.db import transaction
from django.utils import timezone

from shared import context
from shared.inbox import replays
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.answering import turn_clock
from workflow_api.external.models import ExternalCall
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import lock, move

ACTOR = Actor.system("replay of failed work")


def reopen_replayed(*, call_id: int) -> None:
    """Let an unanswered question be asked again, if the current message is its replay.

    Nothing happens when a person has decided meanwhile, or when this replay has had its try.
    """
    now = context.current()
    if replays.HEADER in now.headers:
        _reopen(call_id, now.message_id)


@transaction.atomic
def _reopen(call_id: int, message_id: str | None) -> None:
    task_id = ExternalCall.objects.filter(pk=call_id).values_list("task_id", flat=True).first()
    task = lock(Task.objects.all(), task_id) if task_id is not None else None
    if task is None:
        return
    call = ExternalCall.objects.select_related("item").get(pk=call_id)
    if not call.is_unanswered or call.resolution or not call.item.is_open:
        return
    if str(call.answered_in) == message_id:
        return
    _ask_anew(call)
    if task.status == TaskState.PENDING_EXTERNAL:
        _go_on(task, call)


def _ask_anew(call: ExternalCall) -> None:
    call.state = ExternalCall.State.WAITING
    call.answered_at = call.answered_in = None
    call.attempts, call.error_code, call.reason = 0, "", ""
    call.save(
        update_fields=["state", "answered_at", "answered_in", "attempts", "error_code", "reason"]
    )


def _go_on(task: Task, call: ExternalCall) -> None:
    item = call.item
    move(task, TaskState.IN_PROGRESS)
    turn_clock(task, item, SlaSegment.Kind.RUNNING, reason="", actor=ACTOR)
    task.version += 1
    task.save(update_fields=["status", "version", *ledger.COLUMNS])
    history.event(
        TaskEvent.Kind.RESUMED,
        f"{call.system.upper()} is asked again",
        task=task,
        actor=ACTOR,
        at=timezone.now(),
        item=item,
    ).save(force_insert=True)
    record(
        actor=ACTOR,
        action="external_call.replayed",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={"status": task.status, "call": call.pk, **history.basis(task, ACTOR)},
    )
    publish_all(messages.change(task, item, kind="external_retried", actor=ACTOR))
