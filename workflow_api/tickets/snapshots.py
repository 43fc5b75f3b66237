"""The rows of tickets as they came in, each stored once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from shared.errors import Conflict
from workflow_api.tickets import content, unrouted
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.reading import Arrival
from workflow_api.workflows.selectors import Match

Key = tuple[str, str]
Snapshots = dict[Key, WorkflowTicket]


def key_of(arrival: Arrival) -> Key:
    return arrival.ticket.source_service, arrival.ticket.external_id


def store(
    arrivals: Sequence[Arrival], matches: Mapping[Key, Match | None]
) -> tuple[Snapshots, Snapshots]:
    """The locked rows of tickets with different keys: those known before, and those stored now.

    Two workers with the same ticket meet at the unique constraint: one stores it, the other waits
    and finds it known. Conflict when a number belongs to another ticket.
    """
    known = _locked(map(key_of, arrivals))
    new = [arrival for arrival in arrivals if key_of(arrival) not in known]
    try:
        return known, _insert(new, matches)
    except IntegrityError as error:
        met = _locked(map(key_of, new))
        if not met:
            numbers = ", ".join(arrival.number for arrival in new)
            raise Conflict(f"The number {numbers} belongs to another ticket") from error
    left = [arrival for arrival in arrivals if key_of(arrival) not in met]
    others, stored = store(left, matches) if left else ({}, {})
    return known | met | others, stored


def _locked(keys: Iterable[Key]) -> Snapshots:
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for source, external_id in keys:
        wanted[source].append(external_id)
    condition = Q(pk__in=[])
    for source, ids in wanted.items():
        condition |= Q(source_service=source, external_id__in=ids)
    rows = WorkflowTicket.objects.filter(condition).order_by("source_service", "external_id")
    locked = rows.select_for_update(no_key=True)
    return {(row.source_service, row.external_id): row for row in locked}


def _insert(arrivals: Sequence[Arrival], matches: Mapping[Key, Match | None]) -> Snapshots:
    rows = {key_of(a): WorkflowTicket(**_columns(a, matches[key_of(a)])) for a in arrivals}
    if rows:
        with transaction.atomic():
            WorkflowTicket.objects.bulk_create(rows.values())
    return rows


def _columns(arrival: Arrival, match: Match | None) -> dict[str, Any]:
    return {
        "source_service": arrival.ticket.source_service,
        "external_id": arrival.ticket.external_id,
        "ticket_number": arrival.number,
        "revision": arrival.revision,
        "raw": dict(arrival.raw),
        "is_direct": arrival.is_direct,
        **content.columns(arrival.ticket),
        **unrouted.state_of(arrival.ticket, match),
    }
