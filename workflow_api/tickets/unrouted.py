"""Tickets that no deployed workflow matches: kept, reported, and begun when there is one."""

from datetime import datetime
from typing import Any

from shared.contracts.tickets import CanonicalTicket
from shared.contracts.workflow import LookAgain
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services import history, keeping
from shared.errors import FieldError
from shared.inbox.failures import Reason
from shared.observability import stored
from shared.outbox.services import publish, publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.tasks.messages import hint
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.starting import ROUTER, start
from workflow_api.tickets import messages
from workflow_api.tickets.metrics import TICKETS
from workflow_api.tickets.models import NOT_FOUND, WorkflowTicket
from workflow_api.tickets.reading import Arrival
from workflow_api.workflows.selectors import Match

State = WorkflowTicket.State


def state_of(ticket: CanonicalTicket | WorkflowTicket, match: Match | None) -> dict[str, Any]:
    """The columns that say whether a ticket has a workflow, and why not."""
    if match is not None:
        return {"state": State.ROUTED, "unrouted_reason": ""}
    where = f"category {ticket.category!r}, sub-category {ticket.sub_category!r}"
    department = f", department {ticket.department!r}" if ticket.department else ""
    return {
        "state": State.UNROUTED,
        "unrouted_reason": f"No deployed workflow for {where}{department}"[:300],
    }


def wait(ticket: WorkflowTicket, arrival: Arrival) -> None:
    """Let a ticket without a workflow wait: its letter, the Admins, the requester.

    The requester hears of it once, however often the ticket changes meanwhile.
    """
    told_before = ticket.state == State.UNROUTED and ticket.status_version > 0
    _mark(ticket, None)
    ticket.status_version += 1
    ticket.save(update_fields=["status_version"])
    settle(ticket, ROUTER, "The ticket came again with other content")
    letter = keep_letter(ticket, arrival)
    told, message_id = messages.notice(ticket, letter.cause)
    publish(told, message_id=message_id)
    requester = [] if told_before else messages.waiting(ticket)
    publish_all([messages.status(ticket), hint(ticket, kind="unrouted"), *requester])
    # Whatever went live before this commit could not see the ticket.
    publish(LookAgain(ticket_id=ticket.pk))
    stored.record(TICKETS.one(outcome="unrouted"))
    write_down("ticket.unrouted", ticket, ROUTER, ticket.unrouted_reason)


def begin(
    ticket: WorkflowTicket,
    match: Match,
    *,
    now: datetime,
    actor: Actor = ROUTER,
    reason: str = "",
) -> Task:
    """Start a known ticket's workflow; for one that waited, the waiting ends here."""
    waited = ticket.state == State.UNROUTED
    _mark(ticket, match)
    if waited:
        settle(ticket, actor, reason or match.rule)
        publish_all(messages.routed(ticket))
        write_down("ticket.routed", ticket, actor, reason or match.rule)
    return start(ticket=ticket, match=match, now=now, actor=actor)


def keep_letter(ticket: WorkflowTicket, arrival: Arrival) -> DeadLetter:
    """The message as failed work, grouped with those that want for the same workflow."""
    kind = (ticket.category, ticket.sub_category, ticket.department)
    named = zip(("category", "sub_category", "department"), kind, strict=True)
    details = tuple(FieldError(name, value) for name, value in named if value)
    group = "|".join(part.strip().lower() for part in kind)
    return keeping.keep(
        message=arrival.message,
        reason=Reason(NOT_FOUND, ticket.unrouted_reason, details, group),
        ticket_number=ticket.ticket_number,
        source=arrival.source,
    )


def settle(ticket: WorkflowTicket, actor: Actor, reason: str) -> None:
    """Resolve what stands among the failed work for want of a workflow."""
    keeping.settle(
        code=NOT_FOUND,
        ticket_number=ticket.ticket_number,
        actor=history.Actor(actor.id, actor.name),
        reason=reason,
    )


def _mark(ticket: WorkflowTicket, match: Match | None) -> None:
    columns = {**state_of(ticket, match), "snoozed_until": None, "duplicate_of": None}
    for name, value in columns.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=list(columns))


def write_down(action: str, ticket: WorkflowTicket, actor: Actor, reason: str) -> None:
    """The audit row of a change to where a ticket stands."""
    record(
        actor=actor,
        action=action,
        object_type="ticket",
        object_id=ticket.ticket_number,
        reason=reason,
    )
