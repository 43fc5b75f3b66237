"""Arriving at a step: its items, the people whose turn it is and why, or the system it asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.contracts.base import Message
from shared.gathering import append
from shared.outbox.services import publish_all
from workflow_api.assignment.services import MANUAL, Answer, Ask, explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Definition, Step
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.asking import ask
from workflow_api.sla import ledger
from workflow_api.tasks import first_touch, messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import move
from workflow_api.tickets.models import WorkflowTicket

SENT_IT = "sent this ticket"
PROGRESS = ["status", "current_step", "visit_from", "version", "started_at", *ledger.COLUMNS]


def enter(
    task: Task,
    definition: Definition,
    step: Step,
    *,
    actor: Actor,
    because: TaskEvent,
    columns: Sequence[str] = (),
) -> list[TaskItem]:
    """Make `step` the current one of a (locked) task and save it, besides with `columns`.

    `because` is the history's line that led here; it is written first.
    """
    move(task, TaskState.IN_PROGRESS)
    task.current_step = step.key
    now = because.at
    answers = take_turns(asks_on_entry(step, task.ticket, task=task), now=now)
    items = TaskItem.objects.bulk_create(items_of(task=task, step=step, answers=answers, now=now))
    task.visit_from = items[0].pk
    ledger.index(task, ledger.read(task), definition, step_entered_at=now)
    task.save(update_fields=[*PROGRESS, *columns])
    if step.needs_person:
        append(*(explain(a, task=task, item=i, now=now) for i, a in _pairs(items, answers)))
    append(because, *begin(task, items, step, answers, actor=actor, now=now))
    told = assignments(task, items, answers)
    changed = messages.change(task, items[0], kind="moved", actor=actor, told=told)
    publish_all([*told, *changed])
    return items


def _pairs(items: Sequence[TaskItem], answers: Sequence[Answer]) -> list[tuple[TaskItem, Answer]]:
    return list(zip(items, answers, strict=True))


def assignments(task: Task, items: Sequence[TaskItem], answers: Sequence[Answer]) -> list[Message]:
    """Notices of whose work it is now; a queue or an empty role is one matter."""
    by_person: dict[int | None, list[Message]] = {
        item.assignee_id: messages.assignment(task, item, answer.decision.reason)
        for item, answer in _pairs(items, answers)
    }
    return [message for each in by_person.values() for message in each]


def ask_for(step: Step, ticket: WorkflowTicket, *, task: Task | None = None) -> Ask:
    """The question of who does `step`; nobody approves a ticket of their own."""
    own = {ticket.requester_email: SENT_IT} if ticket.requester_email else {}
    return Ask(
        role=step.role,
        policy=step.policy,
        preferred=_person_of(task, step.same_person_as),
        excluded=own if step.kind == "approval" else {},
        group=str(ticket.pk) if step.seats > 1 else "",
        department=ticket.department,
    )


def asks_on_entry(step: Step, ticket: WorkflowTicket, *, task: Task | None = None) -> list[Ask]:
    """One question for each seat of a step.

    A step that another system does, or time, goes to nobody before that has answered.
    """
    question = ask_for(step, ticket, task=task)
    return [question if step.needs_person else replace(question, policy=MANUAL)] * step.seats


def _person_of(task: Task | None, step_key: str | None) -> int | None:
    if task is None or step_key is None:
        return None
    done = task.items.filter(step_key=step_key, status=TaskItem.Status.DONE)
    return done.order_by("-id").values_list("assignee_id", flat=True).first()


def items_of(*, task: Task, step: Step, answers: Sequence[Answer], now: datetime) -> list[TaskItem]:
    """The items of `step` for whoever the answers name, one for each seat, not saved yet."""
    wakes_at = now + timedelta(seconds=step.wait_seconds or 0) if step.kind == "wait" else None
    return [
        TaskItem(
            task=task,
            step_key=step.key,
            step_name=step.name,
            role=step.role,
            seat=seat,
            wakes_at=wakes_at,
            assigns_itself=answer.ask.policy != MANUAL,
            created_at=now,
            entered_at=now,
            first_touch_until=first_touch.until(task, step, now) if answer.member else None,
            **assignee(answer, now),
        )
        for seat, answer in enumerate(answers)
    ]


def assignee(answer: Answer, now: datetime) -> dict[str, object]:
    """The columns of an item that name its person."""
    return {
        "assignee_id": answer.user_id,
        "assignee_name": answer.name,
        "assignee_email": answer.email,
        "assigned_at": now if answer.member else None,
    }


def begin(
    task: Task,
    items: Sequence[TaskItem],
    step: Step,
    answers: Sequence[Answer],
    *,
    actor: Actor,
    now: datetime,
) -> list[TaskEvent]:
    """The history's lines on who does the step; another system is asked on the way."""
    if step.needs_person:
        return [
            history.assigned(task, item, actor=actor, at=now, why=answer.decision.reason)
            for item, answer in _pairs(items, answers)
        ]
    [item] = items
    text = _waits(item) if step.kind == "wait" else _asks(task, item, step)
    kind = TaskEvent.Kind.UNASSIGNED
    return [history.event(kind, text, task=task, actor=actor, at=now, item=item)]


def _waits(item: TaskItem) -> str:
    return f"{item.step_name} lasts until {item.wakes_at:%F %H:%M} UTC"


def _asks(task: Task, item: TaskItem, step: Step) -> str:
    return f"{step.name} asks {ask(task=task, item=item, step=step).system.upper()}"
