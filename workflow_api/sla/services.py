"""The ladder: each rung of a workflow's ladder is told once per task and cycle, ever."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.ladder import Rung
from workflow_api.roles.selectors import managers_of
from workflow_api.sla import escalation, ledger
from workflow_api.sla.models import SlaRung
from workflow_api.tasks import messages, watching_messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

BATCH = 200
# At most so many in one run of the schedule, which has other things to do; the rest comes next.
BATCHES = 250
CLOCK = Actor.system("sla_clock")


def scan() -> None:
    """Climb every rung that is due. Any number of scanners may run at once."""
    for _ in range(BATCHES):
        now = timezone.now()
        due = Task.objects.filter(next_rung_at__lte=now).order_by("next_rung_at")
        climbed = [_climb_if_due(pk, now) for pk in list(due.values_list("pk", flat=True)[:BATCH])]
        if len(climbed) < BATCH or not any(climbed):
            return


@transaction.atomic
def _climb_if_due(task_id: int, now: datetime) -> bool:
    """One task in a transaction of its own: handing work up locks roles, which several tasks in
    one transaction would do in any order. False when another scanner has it, or had."""
    due = Task.objects.filter(pk=task_id, next_rung_at__lte=now).select_related("ticket")
    task = due.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
    if task is None:
        return False
    _climb(task, now)
    return True


def _climb(task: Task, now: datetime) -> None:
    """Fire the rungs that a task has reached and note when to look again."""
    entries, fired = ledger.as_engine(ledger.read(task)), ledger.fired_rungs(task)
    policy = ledger.rules(task)
    times = ledger.rung_times(task, policy, entries, fired)
    reached = [rung for rung in policy.ladder if rung.key in times and times[rung.key] <= now]
    reached.sort(key=lambda rung: times.pop(rung.key))
    SlaRung.objects.bulk_create(
        SlaRung(task=task, rung=rung.key, cycle=task.sla_cycle, fired_at=now) for rung in reached
    )
    task.next_rung_at = min(times.values(), default=None)
    task.save(update_fields=["next_rung_at"])
    if reached:
        # A task that is found late has one thing to say: the worst.
        _tell(task, reached[-1], now)
    if any(rung.escalate for rung in reached):
        escalation.escalate(task, reason=reached[-1].in_words())


def _tell(task: Task, rung: Rung, now: datetime) -> None:
    items = list(task.items.filter(status__in=OPEN_ITEM_STATUSES))
    kind = TaskEvent.Kind.SLA_BREACH if rung.is_breach else TaskEvent.Kind.SLA_WARNING
    item = items[0] if items else None
    version = ledger.rules_version(task)
    event = history.event(
        kind, rung.in_words(), task=task, actor=CLOCK, at=now, item=item, version_id=version
    )
    event.save(force_insert=True)
    record(
        actor=CLOCK,
        action=f"task.{kind}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={
            "rung": rung.key,
            "cycle": task.sla_cycle,
            **history.basis(task, CLOCK, version),
        },
        reason=event.summary,
    )
    hint = messages.hint(task.ticket, kind=kind, task_id=task.pk)
    told = _notice(task, items, rung, event)
    publish_all([*told, *_news(task, item, rung, event, told), hint])


def _news(
    task: Task, item: TaskItem | None, rung: Rung, event: TaskEvent, told: list[Message]
) -> list[Message]:
    """For those who only watch the task, whomever the ladder names."""
    return watching_messages.to_watchers(
        task,
        item,
        subject=f"{event.summary}: {task.title}",
        message=_due(task),
        notification_type=event.kind,
        event=f"{event.kind}:{task.pk}:{task.sla_cycle}:{rung.key}",
        actor=CLOCK,
        told=told,
    )


def _due(task: Task) -> str:
    return f"Ticket {task.ticket.ticket_number}: due {task.sla_deadline:%F %H:%M} UTC."


def _notice(task: Task, items: Sequence[TaskItem], rung: Rung, event: TaskEvent) -> list[Message]:
    people = {item.assignee_id for item in items} if "assignee" in rung.tell else set()
    people |= {task.coordinator_id} if "coordinator" in rung.tell else set()
    managers = managers_of(task.ticket.department) if "manager" in rung.tell else []
    # Where nobody manages the department, somebody who can help hears of it all the same.
    admins = "admin" in rung.tell or ("manager" in rung.tell and not managers)
    recipients = {
        "users": sorted({user for user in people if user is not None} | set(managers)),
        "roles": [messages.ADMINS] if admins else [],
    }
    item = items[0] if items else None
    notice = CreateNotification(
        recipients=recipients,
        subject=f"{event.summary}: {task.title}"[:300],
        message=_due(task),
        notification_type=event.kind,
        # By what happened and not by its words: two tasks may say the same.
        deduplication_id=f"{event.kind}:{task.pk}:{task.sla_cycle}:{rung.key}",
        related_task_item_id=item.pk if item else None,
        related_ticket_number=task.ticket.ticket_number,
        metadata={
            **messages.about(task, item),
            "why": "You work on this task or answer for it",
        },
    )
    return [notice] if recipients["users"] or recipients["roles"] else []
