"""Tickets that no deployed workflow matches: kept, reported, and routed when one does."""

from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.contracts.status import UpdateStatus
from shared.contracts.tickets import CanonicalTicket
from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.tasks.messages import ADMINS, hint
from workflow_api.tasks.services.starting import start
from workflow_api.tickets.metrics import TICKETS
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import Match, match_workflow

BATCH = 200
ROUTER = Actor.system("matching")


def state_of(ticket: CanonicalTicket | WorkflowTicket, match: Match | None) -> dict[str, Any]:
    """The columns that say whether a ticket has a workflow, and why not."""
    if match is not None:
        return {"state": WorkflowTicket.State.ROUTED, "unrouted_reason": ""}
    where = f"category {ticket.category!r}, sub-category {ticket.sub_category!r}"
    department = f", department {ticket.department!r}" if ticket.department else ""
    return {
        "state": WorkflowTicket.State.UNROUTED,
        "unrouted_reason": f"No deployed workflow for {where}{department}"[:300],
    }


def announce(ticket: WorkflowTicket) -> None:
    """Tell the admins and the requester that a ticket waits for a workflow."""
    ticket.status_version += 1
    ticket.save(update_fields=["status_version"])
    publish_all([_notice(ticket), _status(ticket), hint(ticket, kind="unrouted")])
    stored.record(TICKETS.one(outcome="unrouted"))
    record(
        actor=ROUTER,
        action="ticket.unrouted",
        object_type="ticket",
        object_id=ticket.ticket_number,
        reason=ticket.unrouted_reason,
    )


def _notice(ticket: WorkflowTicket) -> Message:
    return CreateNotification(
        recipients={"roles": [ADMINS]},
        subject=f"Ticket {ticket.ticket_number} has no workflow",
        message=f"{ticket.subject}\n\n{ticket.unrouted_reason}.",
        notification_type="ticket_unrouted",
        deduplication_id=f"unrouted:{ticket.pk}:{ticket.status_version}",
        related_ticket_number=ticket.ticket_number,
        metadata={
            "category": ticket.category,
            "sub_category": ticket.sub_category,
            "why": "You can deploy a workflow for it",
        },
    )


def _status(ticket: WorkflowTicket) -> Message:
    return UpdateStatus(
        ticket_id=ticket.ticket_number,
        status="unrouted",
        version=ticket.status_version,
        ticket=ticket.canonical if ticket.is_direct else None,
    )


def route_waiting() -> None:
    """Start every waiting ticket that has a workflow by now, oldest first.

    A sweep besides the message of a deployment, for a ticket that came in at that very moment.
    """
    waiting = WorkflowTicket.objects.filter(state=WorkflowTicket.State.UNROUTED)
    ids = waiting.order_by("submitted_at", "id").values_list("pk", flat=True)
    for ticket_id in list(ids):
        route(ticket_id)


def route_matching(version_id: int) -> bool:
    """Start the oldest tickets a version waits for; True when more of them may be left."""
    workflow = Workflow.objects.filter(current_version_id=version_id).first()
    if workflow is None:
        return False
    waiting = WorkflowTicket.objects.filter(
        Exact(Lower("category"), workflow.category.strip().lower()),
        Exact(Lower("sub_category"), workflow.sub_category.strip().lower()),
        state=WorkflowTicket.State.UNROUTED,
    )
    ids = list(waiting.order_by("submitted_at", "id").values_list("pk", flat=True)[:BATCH])
    routed = [route(ticket_id) for ticket_id in ids]
    return len(ids) == BATCH and any(routed)


@transaction.atomic
def route(ticket_id: int) -> bool:
    """Start one waiting ticket if a workflow matches; False when it goes on waiting.

    A row that another worker holds is that worker's affair.
    """
    waiting = WorkflowTicket.objects.filter(pk=ticket_id, state=WorkflowTicket.State.UNROUTED)
    ticket = waiting.select_for_update(skip_locked=True, no_key=True).first()
    if ticket is None:
        return False
    match = match_workflow(ticket.category, ticket.sub_category, ticket.department)
    if match is None:
        return False
    mark(ticket, match)
    start(ticket=ticket, match=match, now=timezone.now())
    return True


def mark(ticket: WorkflowTicket, match: Match | None) -> None:
    """Write down whether a ticket has a workflow."""
    for name, value in state_of(ticket, match).items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", "unrouted_reason"])
