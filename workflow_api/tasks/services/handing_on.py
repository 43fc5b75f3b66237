"""Work that goes from one person to another: one item closes, the next one opens in its place."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from shared.errors import Conflict
from shared.identity.caller import Caller
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.assignment.services import MANUAL, TAKES_PART, Answer, Ask, Occasion, explain
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.tasks import first_touch, passing_messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import ask_for, assignee
from workflow_api.tasks.services.locking import lock_seen_by
from workflow_api.tasks.services.noting import write_down
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled

Cause = AssignmentDecision.Cause
ROUND_ROBIN = "round_robin"
UNTOUCHED = "untouched"
HAS_IT = "has it now"
LET_IT_LIE = "let it lie"
CLOSED = ["status", "outcome", "closed_at", "closed_by_id", "closed_by_name", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What the old item, the new one and the history say of how work went on."""

    closes_as: TaskItem.Status
    origin: TaskItem.Origin
    kind: TaskEvent.Kind
    cause: Cause
    outcome: str = ""


TRANSFER = Way(
    closes_as=TaskItem.Status.TRANSFERRED,
    origin=TaskItem.Origin.TRANSFERRED,
    kind=TaskEvent.Kind.TRANSFERRED,
    cause=Cause.TRANSFER,
)
HAND_OVER = replace(TRANSFER, cause=Cause.HAND_OVER)
ESCALATION = Way(
    closes_as=TaskItem.Status.ESCALATED,
    origin=TaskItem.Origin.ESCALATED,
    kind=TaskEvent.Kind.ESCALATED,
    cause=Cause.ESCALATION,
)
RETURN = Way(
    closes_as=TaskItem.Status.EXPIRED,
    origin=TaskItem.Origin.SYSTEM,
    kind=TaskEvent.Kind.RETURNED,
    cause=Cause.UNTOUCHED,
    outcome=UNTOUCHED,
)
DEPARTURE = replace(RETURN, cause=Cause.LEFT_ROLE, outcome="left_role")


def lock_with_item(
    caller: Caller, task_id: int, *, version: int | None, item_id: int | None = None
) -> tuple[Task, TaskItem]:
    """Lock a task the caller sees, with the open item that is meant: see `meant`.

    Conflict names who changed the task since `version` (None: any).
    """
    task = lock_seen_by(caller, task_id, version=None)
    check_seen(task, version)
    return task, meant(task, caller, item_id)


def check_seen(task: Task, version: int | None) -> None:
    """Conflict naming what changed and by whom, unless a task is at `version` (None: any)."""
    if version is not None and task.version != version:
        raise _beaten(task, version)


def meant(task: Task, caller: Caller, item_id: int | None) -> TaskItem:
    """The item named, else the caller's own, else the first open one of the current step."""
    open_here = task.items.filter(step_key=task.current_step, status__in=OPEN_ITEM_STATUSES)
    items = list(open_here.order_by("id"))
    if not items:
        raise history.over(task)
    if item_id is None:
        return next((item for item in items if item.assignee_id == caller.id), items[0])
    named = next((item for item in items if item.pk == item_id), None)
    if named is None:
        raise Conflict(f"The work {item_id} of {task.number} is not open any more")
    return named


def _beaten(task: Task, seen: int) -> Conflict:
    stale = history.stale(task, seen)
    last = task.events.filter(task_version__gt=seen).order_by("-id").first()
    if last is None:
        return stale
    return Conflict(f"{last.actor_name} was faster: {last.summary}", stale.details)


def step_of(task: Task, item: TaskItem) -> Step:
    """The step of an item; Conflict where no person does it."""
    step = compiled(task.workflow_version_id).step(item.step_key)
    if not step.needs_person:
        raise Conflict(f"{item.step_name} is not done by a person")
    return step


def ask_instead(task: Task, item: TaskItem, step: Step, role: str) -> Ask:
    """Who of `role` could have an item in place of its person.

    The step's policy is for the step's own role; see `passed_over`.
    """
    visit = task.items.filter(step_key=item.step_key, entered_at=item.entered_at)
    question = ask_for(step, task.ticket, task=task)
    return instead(question, step, role, passed_over(visit.order_by("id"), item))


def ask_among(task: Task, items: Iterable[TaskItem], item: TaskItem, step: Step, role: str) -> Ask:
    """As `ask_instead`, without looking anything up, when all `items` of the task are at hand.

    It does not know whom `same_person_as` prefers, which never decides whether anybody can.
    """
    stay = (item.step_key, item.entered_at)
    visit = [each for each in items if (each.step_key, each.entered_at) == stay]
    return instead(ask_for(step, task.ticket), step, role, passed_over(visit, item))


def instead(question: Ask, step: Step, role: str, passed: Mapping[int, str]) -> Ask:
    policy = question.policy if role == step.role else ROUND_ROBIN
    return replace(question, role=role, policy=policy, passed_over=passed)


def passed_over(visit: Iterable[TaskItem], item: TaskItem) -> dict[int, str]:
    """Whoever lets go of it, let it lie, or takes part, since the task came to the step."""
    found: dict[int, str] = {}
    for each in visit:
        if each.assignee_id is not None and (why := why_over(each, item)):
            found[each.assignee_id] = why
    return found


def why_over(each: TaskItem, item: TaskItem) -> str:
    """What an item of the same stay at the step means for who can have `item`."""
    if each.pk == item.pk:
        return HAS_IT
    if each.outcome == UNTOUCHED:
        return LET_IT_LIE
    return TAKES_PART if each.is_open or each.status == TaskItem.Status.DONE else ""


def hand_on(
    task: Task,
    item: TaskItem,
    answer: Answer,
    way: Way,
    *,
    actor: Actor,
    reason: str,
    now: datetime,
) -> TaskItem:
    """Close the open item of a (locked) task and open one for whoever the answer names."""
    following = _following(task, item, answer, way, now)
    _close(item, way, actor, reason, now)
    following.save(force_insert=True)
    by = actor if actor.id is not None else None
    occasion = Occasion(cause=way.cause, by=by, reason=reason)
    explain(answer, task=task, item=following, now=now, occasion=occasion).save(force_insert=True)
    _write_down(task, item, following, way, actor=actor, reason=reason, why=answer.decision.reason)
    return following


def _close(item: TaskItem, way: Way, actor: Actor, reason: str, now: datetime) -> None:
    item.status = way.closes_as
    item.outcome = way.outcome
    item.closed_at = now
    item.closed_by_id = actor.id
    item.closed_by_name = actor.name
    item.notes = reason
    item.save(update_fields=CLOSED)


def _following(task: Task, item: TaskItem, answer: Answer, way: Way, now: datetime) -> TaskItem:
    """The same place in the workflow, begun by nobody."""
    step = compiled(task.workflow_version_id).step(item.step_key)
    following = copy(item)
    following.pk = None
    following.role = answer.ask.role
    following.origin = way.origin
    following.status = TaskItem.Status.NEW
    following.assigns_itself = answer.ask.policy != MANUAL
    following.created_at = now
    following.started_at = None
    following.first_touch_until = first_touch.until(task, step, now) if answer.member else None
    for column, value in assignee(answer, now).items():
        setattr(following, column, value)
    return following


def _write_down(
    task: Task,
    item: TaskItem,
    following: TaskItem,
    way: Way,
    *,
    actor: Actor,
    reason: str,
    why: str,
) -> None:
    task.version += 1
    task.save(update_fields=["version"])
    line = history.event(
        way.kind,
        _summary(item, following),
        task=task,
        actor=actor,
        at=following.created_at,
        item=following,
        notes=reason,
        cause=way.cause,
        why=why,
        previous=item.assignee_id,
    )
    write_down(
        line,
        actor=actor,
        before={"assignee": item.assignee_id, "role": item.role},
        after={
            "assignee": following.assignee_id,
            "role": following.role,
            "cause": way.cause,
            **history.basis(task, actor),
        },
        about_item=True,
        told=passing_messages.passed_on(
            task, item, following, kind=way.kind, actor=actor, reason=reason, why=why
        ),
    )


def _summary(item: TaskItem, following: TaskItem) -> str:
    receiver = following.assignee_name or f"the queue of {following.role}"
    giver = f" from {item.assignee_name}" if item.assignee_name else ""
    return f"{item.step_name} went{giver} to {receiver}"
