"""The beginning of a task."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from shared.context import Context, bound, current
from shared.gathering import append
from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.assignment.services import Answer, Ask, explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.calendars.selectors import current_versions
from workflow_api.engine.definition import Definition
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import asks_on_entry, assignments, begin, items_of
from workflow_api.tickets.metrics import TICKETS, assignment_of
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.selectors import Match, compiled, frozen

ROUTER = Actor.system("matching")
LOSERS_KEPT = 20
# The version of a task that has only begun, of a ticket that has never waited or had another.
FIRST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A ticket that is to start on the workflow it matches, on behalf of `context`."""

    ticket: WorkflowTicket
    match: Match
    actor: Actor = ROUTER
    context: Context = field(default_factory=current)

    @property
    def definition(self) -> Definition:
        return compiled(self.match.version.pk)


def roles_at_start(match: Match) -> list[str]:
    """The roles whose turns `start` moves."""
    definition = compiled(match.version.pk)
    return [definition.coordinator_role, definition.start.role]


def start(*, ticket: WorkflowTicket, match: Match, now: datetime, actor: Actor = ROUTER) -> Task:
    """Start the matched workflow for a ticket and hand its first step to somebody."""
    [task] = start_all([Beginning(ticket=ticket, match=match, actor=actor)], now=now)
    return task


@transaction.atomic(savepoint=False)
def start_all(beginnings: Sequence[Beginning], *, now: datetime) -> list[Task]:
    """Start each ticket, in this order: that is also the order of turns."""
    if not beginnings:
        return []
    asks = [ask for each in beginnings for ask in _asks(each)]
    answers = iter(take_turns(asks, now=now))
    turns = [(each, next(answers), _seated(each, answers)) for each in beginnings]
    tasks = _create(turns, now)
    for turn, task, items in zip(turns, tasks, _open_items(turns, tasks, now), strict=True):
        with bound(turn[0].context):
            _begin(turn, task, items, now)
    return tasks


# A beginning with the answers to who coordinates the task and who does its first step.
Turn = tuple[Beginning, Answer, list[Answer]]


def _asks(beginning: Beginning) -> list[Ask]:
    definition = beginning.definition
    first = asks_on_entry(definition.start, beginning.ticket)
    return [Ask(role=definition.coordinator_role), *first]


def _seated(beginning: Beginning, answers: Iterator[Answer]) -> list[Answer]:
    return list(islice(answers, beginning.definition.start.seats))


def _open_items(
    turns: Sequence[Turn], tasks: Sequence[Task], now: datetime
) -> list[list[TaskItem]]:
    by_task = [
        items_of(task=task, step=each.definition.start, answers=first, now=now)
        for (each, _, first), task in zip(turns, tasks, strict=True)
    ]
    TaskItem.objects.bulk_create(item for items in by_task for item in items)
    return by_task


def _begin(turn: Turn, task: Task, items: Sequence[TaskItem], now: datetime) -> None:
    """Everything that follows from a task that exists: its history, and who hears of it."""
    beginning, coordinator, first = turn
    definition = beginning.definition
    append(explain(coordinator, task=task, item=None, now=now))
    if definition.start.needs_person:
        pairs = zip(items, first, strict=True)
        append(*(explain(answer, task=task, item=item, now=now) for item, answer in pairs))
    begun = begin(task, items, definition.start, first, actor=beginning.actor, now=now)
    _count(beginning.ticket, items[0], now)
    _write_down(task, items[0], definition, begun, beginning.actor)
    # No screen can show the task yet; that of the requester hears of the status.
    only = items if task.version == FIRST else None
    status = messages.status(task, items[0], begun_with=only)
    publish_all([*assignments(task, items, first), status])


def _count(ticket: WorkflowTicket, item: TaskItem, now: datetime) -> None:
    events = [TICKETS.one(outcome="routed")]
    if item.assignee_id is not None:
        events.append(assignment_of(ticket, now))
    stored.record(*events)


def _create(turns: Sequence[Turn], now: datetime) -> list[Task]:
    """The tasks with the first stretch of their ledgers."""
    tasks, running = [], []
    calendars = current_versions(each.definition.calendar for each, _, _ in turns)
    for beginning, coordinator, _ in turns:
        task = _task(beginning, coordinator, now)
        # A sender whose clock is ahead cannot make time run backwards.
        submitted = min(beginning.ticket.submitted_at, now)
        definition = beginning.definition
        stretch = SlaSegment(
            kind=SlaSegment.Kind.RUNNING,
            started_at=submitted,
            calendar_version_id=calendars.get(definition.calendar),
        )
        ledger.index(task, [stretch], definition, step_entered_at=now)
        tasks.append(task)
        running.append(stretch)
    Task.objects.bulk_create(tasks)
    for task, stretch in zip(tasks, running, strict=True):
        stretch.task = task
    append(*running)
    return tasks


def _task(beginning: Beginning, coordinator: Answer, now: datetime) -> Task:
    ticket, match, start = beginning.ticket, beginning.match, beginning.definition.start
    by_person = start.needs_person
    return Task(
        ticket=ticket,
        workflow_id=match.version.workflow_id,
        workflow_version=match.version,
        why_workflow=match.rule,
        matching=_matching(ticket, match),
        title=ticket.subject,
        priority=ticket.priority,
        # Another system is asked at once: from then on the work has begun.
        status=TaskState.PENDING if by_person else TaskState.IN_PROGRESS,
        started_at=None if by_person else now,
        current_step=start.key,
        coordinator_id=coordinator.user_id,
        coordinator_name=coordinator.name,
        # A ticket that is started anew goes on counting, so that its statuses keep their order.
        version=ticket.status_version + 1,
        created_at=now,
    )


def _matching(ticket: WorkflowTicket, match: Match) -> dict[str, Any]:
    """How the workflow was found, as it was then: workflows come and go."""
    return {
        "rule": match.number,
        "asked": {
            "category": ticket.category,
            "sub_category": ticket.sub_category,
            "department": ticket.department,
        },
        "losers": [loser.as_dict() for loser in match.losers[:LOSERS_KEPT]],
    }


def _write_down(
    task: Task,
    item: TaskItem,
    definition: Definition,
    begun: Sequence[TaskEvent],
    actor: Actor,
) -> None:
    started = history.event(
        TaskEvent.Kind.STARTED,
        f"{definition.name} started",
        task=task,
        actor=actor,
        at=task.created_at,
        why=task.why_workflow,
    )
    append(started, *begun)
    record(
        actor=actor,
        action="task.started",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={
            "ticket": task.ticket.ticket_number,
            "workflow": definition.name,
            "workflow_version": frozen(task.workflow_version_id).number,
            "step": item.step_key,
            "assignee": item.assignee_id,
            "coordinator": task.coordinator_id,
        },
        reason=task.why_workflow,
    )
