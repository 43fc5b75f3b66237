"""What else an Admin does with a ticket that waits: correct it, decline it, say that it is known
already, or look at it later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shared.contracts.tickets import InvalidTicket, normalise
from shared.errors import Conflict, FieldError, Invalid, Unprocessable
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.tasks.messages import hint
from workflow_api.tasks.models import Task
from workflow_api.tickets import content, messages, selectors, unrouted
from workflow_api.tickets.models import NOT_FOUND, TicketAmendment, WorkflowTicket
from workflow_api.workflows.selectors import match_workflow

State = WorkflowTicket.State


def lock_waiting(ticket_id: int) -> WorkflowTicket:
    """The locked row; NotFound when there is none, Conflict when it does not wait any more."""
    WorkflowTicket.objects.select_for_update(no_key=True).filter(pk=ticket_id).first()
    return selectors.waiting(ticket_id)


@transaction.atomic
def accept(*, ticket_id: int, changes: Mapping[str, Any], actor: Actor, reason: str) -> Task:
    """Correct a waiting ticket and start the workflow that matches it then.

    Conflict (`WORKFLOW_NOT_FOUND`) when nothing matches it even so; nothing is changed then.
    """
    ticket = lock_waiting(ticket_id)
    try:
        corrected = normalise(
            {**ticket.canonical, **changes},
            received_at=timezone.now(),
            priority_map=settings.HDTS_PRIORITY_MAP,
        )
    except InvalidTicket as error:
        raise Invalid(str(error), error.errors) from error
    match = match_workflow(corrected.category, corrected.sub_category, corrected.department)
    if match is None:
        raise Conflict(unrouted.state_of(corrected, None)["unrouted_reason"], code=NOT_FOUND)
    changed = content.changed_fields(ticket.canonical, corrected)
    if changed:
        TicketAmendment.objects.create(
            ticket=ticket,
            applied=True,
            canonical=corrected.as_payload(),
            raw=ticket.raw,
            digest=corrected.digest(),
            changed_fields=changed,
        )
        content.overwrite(ticket, corrected)
        unrouted.write_down("ticket.corrected", ticket, actor, f"{', '.join(changed)}: {reason}")
        publish_all(messages.correction(ticket, changed, actor, reason))
    return unrouted.begin(ticket, match, now=timezone.now(), actor=actor, reason=reason)


@transaction.atomic
def decline(*, ticket_id: int, message: str, actor: Actor) -> WorkflowTicket:
    """End a waiting ticket without work; its requester reads the message."""
    ticket = lock_waiting(ticket_id)
    _close(ticket, State.DECLINED, actor, message, original=None)
    told = messages.declined(ticket, message)
    publish_all([messages.status(ticket, "rejected"), hint(ticket, kind="declined"), *told])
    return ticket


@transaction.atomic
def mark_duplicate(*, ticket_id: int, of: str, message: str, actor: Actor) -> WorkflowTicket:
    """End a waiting ticket because another one is about the same thing.

    Unprocessable when `of` is no ticket's number, is this ticket, or is a duplicate itself.
    """
    ticket = lock_waiting(ticket_id)
    original = WorkflowTicket.objects.filter(ticket_number=of).first()
    if original is None or original.pk == ticket.pk or original.duplicate_of_id is not None:
        problem = "is not the number of another ticket that goes on"
        raise Unprocessable("The ticket has no such original", [FieldError("of", problem)])
    _close(ticket, State.DUPLICATE, actor, message or f"The same as {of}", original=original)
    told = messages.duplicate(ticket, of, message)
    publish_all([messages.status(ticket, "closed"), hint(ticket, kind="duplicate"), *told])
    return ticket


@transaction.atomic
def snooze(
    *, ticket_id: int, until: datetime | None, actor: Actor, reason: str = ""
) -> WorkflowTicket:
    """Put a waiting ticket out of the way until a moment; None brings it back now."""
    ticket = lock_waiting(ticket_id)
    if until is not None and until <= timezone.now():
        raise Invalid("The moment has passed", [FieldError("until", "must lie ahead")])
    ticket.snoozed_until = until
    ticket.save(update_fields=["snoozed_until"])
    text = f"until {until.isoformat()}" if until else "brought back"
    unrouted.write_down("ticket.snoozed", ticket, actor, f"{text} {reason}".strip())
    return ticket


def _close(
    ticket: WorkflowTicket,
    state: WorkflowTicket.State,
    actor: Actor,
    reason: str,
    *,
    original: WorkflowTicket | None,
) -> None:
    ticket.state, ticket.duplicate_of, ticket.snoozed_until = state, original, None
    ticket.status_version += 1
    ticket.save(update_fields=["state", "duplicate_of", "snoozed_until", "status_version"])
    unrouted.settle(ticket, actor, reason)
    unrouted.write_down(f"ticket.{state}", ticket, actor, reason)
