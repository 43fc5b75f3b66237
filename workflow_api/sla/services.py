"""The ladder: a warning at 75 % of the SLA, a breach at 100 %, each told once per cycle."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaRung
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

BATCH = 200
CLOCK = Actor.system("sla_clock")
MANAGERS = {"system": "TTS", "role": "Manager"}
Rung = SlaRung.Rung


def scan() -> None:
    """Give every warning that is due. Any number of scanners may run at once."""
    while _scan_batch(timezone.now()) == BATCH:
        pass


@transaction.atomic
def _scan_batch(now: datetime) -> int:
    due = Task.objects.filter(next_rung_at__lte=now).order_by("next_rung_at")
    tasks = due.select_related("ticket").select_for_update(
        of=("self",), skip_locked=True, no_key=True
    )[:BATCH]
    return sum(_climb(task, now) for task in list(tasks))


def _climb(task: Task, now: datetime) -> int:
    """Fire the rungs that a task has reached and note when to look again."""
    fired = ledger.fired_rungs(task)
    reached = [rung for rung in Rung if rung not in fired and _is_reached(task, rung, now)]
    for rung in reached:
        SlaRung.objects.create(task=task, rung=rung, cycle=task.sla_cycle, fired_at=now)
    if reached:
        # A task that is found late has one thing to say: the worst.
        _tell(task, reached[-1], now)
    task.next_rung_at = ledger.next_rung_at(task, fired | set(reached))
    task.save(update_fields=["next_rung_at"])
    return 1


def _is_reached(task: Task, rung: SlaRung.Rung, now: datetime) -> bool:
    due = task.sla_deadline if rung == Rung.BREACH else task.sla_at_risk_at
    return due is not None and due <= now


def _tell(task: Task, rung: SlaRung.Rung, now: datetime) -> None:
    item = task.items.filter(status__in=OPEN_ITEM_STATUSES).first()
    breached = rung == Rung.BREACH
    kind = TaskEvent.Kind.SLA_BREACH if breached else TaskEvent.Kind.SLA_WARNING
    text = "The SLA is breached" if breached else "75 % of the SLA is used"
    event = history.event(kind, text, task=task, actor=CLOCK, at=now, item=item)
    event.save(force_insert=True)
    record(
        actor=CLOCK,
        action=f"task.{kind}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={"rung": rung, "cycle": task.sla_cycle},
        reason=text,
    )
    hint = messages.hint(task.ticket, kind=kind, task_id=task.pk)
    publish_all([_notice(task, item, event), hint])


def _notice(task: Task, item: TaskItem | None, event: TaskEvent) -> Message:
    """At a warning the assignee and the coordinator, at a breach the assignee and the managers."""
    breached = event.kind == TaskEvent.Kind.SLA_BREACH
    people = [item.assignee_id if item else None, None if breached else task.coordinator_id]
    return CreateNotification(
        recipients={
            "users": sorted({user for user in people if user is not None}),
            "roles": [MANAGERS] if breached else [],
        },
        subject=f"{event.summary}: {task.title}"[:300],
        message=f"Ticket {task.ticket.ticket_number}: due {task.sla_deadline:%F %H:%M} UTC.",
        notification_type=event.kind,
        deduplication_id=f"{event.kind}:{task.pk}:{task.sla_cycle}",
        related_task_item_id=item.pk if item else None,
        related_ticket_number=task.ticket.ticket_number,
        metadata={
            **messages.about(task, item),
            "why": "You work on this task or answer for it",
        },
    )
