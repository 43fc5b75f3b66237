"""Taking tickets in, exactly once each, and finding the workflow they run on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.errors import Conflict
from workflow_api.assignment.services import lock_roles
from workflow_api.tasks.services.starting import roles_at_start, start
from workflow_api.tickets import content, unrouted
from workflow_api.tickets.amending import amend
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.reading import Arrival
from workflow_api.workflows.selectors import Match, match_workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    arrival: Arrival
    match: Match | None
    snapshot: WorkflowTicket
    is_new: bool


def admit(arrival: Arrival) -> None:
    """Take one ticket in: a new one is started or kept as unrouted, a known one is compared."""
    admit_all([arrival])


@transaction.atomic(savepoint=False)
def admit_all(arrivals: Sequence[Arrival]) -> None:
    """Take tickets in, each exactly once.

    Tickets, then tasks, then roles are locked, each kind in one order everywhere, so that no two
    workers wait for each other.
    """
    judged = [_judge(arrival) for arrival in sorted(arrivals, key=_identity)]
    for one in judged:
        if not one.is_new:
            amend(one.snapshot, one.arrival)
    _begin([one for one in judged if one.is_new])


def _begin(new: Sequence[_Judged]) -> None:
    found = [(one.snapshot, one.match) for one in new if one.match is not None]
    if len(found) > 1:
        lock_roles({role for _, match in found for role in roles_at_start(match)})
    for snapshot, match in found:
        start(ticket=snapshot, match=match, now=timezone.now())
    for one in new:
        if one.match is None:
            unrouted.announce(one.snapshot)


def _judge(arrival: Arrival) -> _Judged:
    ticket = arrival.ticket
    match = match_workflow(ticket.category, ticket.sub_category, ticket.department)
    snapshot, is_new = _snapshot(arrival, match)
    return _Judged(arrival=arrival, match=match, snapshot=snapshot, is_new=is_new)


def _identity(arrival: Arrival) -> tuple[str, str]:
    return arrival.ticket.source_service, arrival.ticket.external_id


def _snapshot(arrival: Arrival, match: Match | None) -> tuple[WorkflowTicket, bool]:
    """The locked row of a ticket, and whether this message brought it.

    Two workers with the same ticket meet at the unique constraint: one creates, one waits.
    """
    ticket = arrival.ticket
    try:
        return WorkflowTicket.objects.select_for_update(no_key=True).get_or_create(
            source_service=ticket.source_service,
            external_id=ticket.external_id,
            defaults={**_columns(arrival), **unrouted.state_of(ticket, match)},
        )
    except IntegrityError as error:
        raise Conflict(f"The number {arrival.number} belongs to another ticket") from error


def _columns(arrival: Arrival) -> dict[str, Any]:
    return {
        "ticket_number": arrival.number,
        "revision": arrival.revision,
        "raw": dict(arrival.raw),
        "is_direct": arrival.is_direct,
        **content.columns(arrival.ticket),
    }
