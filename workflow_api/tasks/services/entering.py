"""Arriving at a step: its item, the person whose turn it is and why, or the system it asks."""

from dataclasses import replace
from datetime import datetime

from workflow_api.assignment.services import MANUAL, Answer, Ask
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.external.asking import ask
from workflow_api.tasks import first_touch
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tickets.models import WorkflowTicket

SENT_IT = "sent this ticket"


def ask_for(step: Step, ticket: WorkflowTicket, *, task: Task | None = None) -> Ask:
    """The question of who does `step`; nobody approves a ticket of their own."""
    own = {ticket.requester_email: SENT_IT} if ticket.requester_email else {}
    return Ask(
        role=step.role,
        policy=step.policy,
        preferred=_person_of(task, step.same_person_as),
        excluded=own if step.kind == "approval" else {},
    )


def ask_on_entry(step: Step, ticket: WorkflowTicket, *, task: Task | None = None) -> Ask:
    """As `ask_for`; a step that another system does goes to nobody before that has answered."""
    question = ask_for(step, ticket, task=task)
    return question if step.needs_person else replace(question, policy=MANUAL)


def _person_of(task: Task | None, step_key: str | None) -> int | None:
    if task is None or step_key is None:
        return None
    done = task.items.filter(step_key=step_key, status=TaskItem.Status.DONE)
    return done.order_by("-id").values_list("assignee_id", flat=True).first()


def item_of(*, task: Task, step: Step, answer: Answer, now: datetime) -> TaskItem:
    """The item of `step` for whoever the answer names, not saved yet."""
    return TaskItem(
        task=task,
        step_key=step.key,
        step_name=step.name,
        role=step.role,
        assigns_itself=answer.ask.policy != MANUAL,
        created_at=now,
        entered_at=now,
        first_touch_until=first_touch.until(step, now) if answer.member else None,
        **assignee(answer, now),
    )


def assignee(answer: Answer, now: datetime) -> dict[str, object]:
    """The columns of an item that name its person."""
    return {
        "assignee_id": answer.user_id,
        "assignee_name": answer.name,
        "assignee_email": answer.email,
        "assigned_at": now if answer.member else None,
    }


def begin(
    task: Task, item: TaskItem, step: Step, answer: Answer, *, actor: Actor, now: datetime
) -> TaskEvent:
    """The history's line on who does the step; another system is asked on the way."""
    if step.needs_person:
        return history.assigned(task, item, actor=actor, at=now, why=answer.decision.reason)
    call = ask(task=task, item=item, step=step)
    text = f"{step.name} asks {call.system.upper()}"
    return history.event(TaskEvent.Kind.UNASSIGNED, text, task=task, actor=actor, at=now, item=item)
