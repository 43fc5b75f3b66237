"""The beginning of a task."""

from datetime import datetime

from django.db import transaction

from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.assignment.services import Answer, Ask, explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Definition
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import ask_on_entry, begin, open_item
from workflow_api.tickets.metrics import TICKETS, assignment_of
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.selectors import Match, compiled

ROUTER = Actor.system("matching")


def roles_at_start(match: Match) -> list[str]:
    """The roles whose turns `start` moves."""
    definition = compiled(match.version.pk)
    return [definition.coordinator_role, definition.start.role]


@transaction.atomic(savepoint=False)
def start(*, ticket: WorkflowTicket, match: Match, now: datetime) -> Task:
    """Start the matched workflow for a ticket and hand its first step to somebody."""
    definition = compiled(match.version.pk)
    step = definition.start
    asks = [Ask(role=definition.coordinator_role), ask_on_entry(step, ticket)]
    coordinator, first = take_turns(asks, now=now)
    task = _create(ticket, match, definition, coordinator, now)
    item = open_item(task=task, step=step, answer=first, now=now)
    decisions = [explain(coordinator, task=task, item=None, now=now)]
    if step.needs_person:
        decisions.append(explain(first, task=task, item=item, now=now))
    AssignmentDecision.objects.bulk_create(decisions)
    begun = begin(task, item, step, first, actor=ROUTER, now=now)
    _count(ticket, item, now)
    why = first.decision.reason
    _write_down(task, item, definition, begun, now)
    told = messages.change(task, item, kind="started", actor=ROUTER)
    publish_all([*messages.assignment(task, item, why), *told])
    return task


def _count(ticket: WorkflowTicket, item: TaskItem, now: datetime) -> None:
    events = [TICKETS.one(outcome="routed")]
    if item.assignee_id is not None:
        events.append(assignment_of(ticket, now))
    stored.record(*events)


def _create(
    ticket: WorkflowTicket,
    match: Match,
    definition: Definition,
    coordinator: Answer,
    now: datetime,
) -> Task:
    by_person = definition.start.needs_person
    task = Task(
        ticket=ticket,
        workflow_id=match.version.workflow_id,
        workflow_version=match.version,
        why_workflow=match.rule,
        title=ticket.subject,
        priority=ticket.priority,
        # Another system is asked at once: from then on the work has begun.
        status=TaskState.PENDING if by_person else TaskState.IN_PROGRESS,
        started_at=None if by_person else now,
        current_step=definition.start.key,
        coordinator_id=coordinator.user_id,
        coordinator_name=coordinator.name,
        # A ticket that is started anew goes on counting, so that its statuses keep their order.
        version=ticket.status_version + 1,
        created_at=now,
    )
    # A sender whose clock is ahead cannot make time run backwards.
    submitted = min(ticket.submitted_at, now)
    running = SlaSegment(kind=SlaSegment.Kind.RUNNING, started_at=submitted)
    ledger.index(task, [running], definition, step_entered_at=now)
    task.save(force_insert=True)
    running.task = task
    running.save(force_insert=True)
    return task


def _write_down(
    task: Task, item: TaskItem, definition: Definition, begun: TaskEvent, now: datetime
) -> None:
    started = history.event(
        TaskEvent.Kind.STARTED,
        f"{definition.name} started",
        task=task,
        actor=ROUTER,
        at=now,
        why=task.why_workflow,
    )
    TaskEvent.objects.bulk_create([started, begun])
    record(
        actor=ROUTER,
        action="task.started",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={
            "ticket": task.ticket.ticket_number,
            "workflow": definition.name,
            "workflow_version": task.workflow_version_id,
            "step": item.step_key,
            "assignee": item.assignee_id,
            "coordinator": task.coordinator_id,
        },
        reason=task.why_workflow,
    )
