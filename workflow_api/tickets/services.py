"""Taking tickets in, exactly once each, and finding the workflow they run on."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from shared import context
from workflow_api.tasks.services.starting import Beginning, start_all
from workflow_api.tickets import snapshots, unrouted
from workflow_api.tickets.amending import amend
from workflow_api.tickets.reading import Arrival
from workflow_api.tickets.snapshots import Key, key_of
from workflow_api.workflows.selectors import Match, match_workflow


def admit(arrival: Arrival) -> None:
    """Take one ticket in: a new one is started or kept as unrouted, a known one is compared."""
    admit_all([arrival])


@transaction.atomic(savepoint=False)
def admit_all(arrivals: Sequence[Arrival]) -> None:
    """Take tickets in, each exactly once.

    Tickets, then tasks, then roles are locked, each kind in one order everywhere, so that no two
    workers wait for each other.
    """
    for different in _waves(sorted(arrivals, key=key_of)):
        _admit(different)


def _waves(arrivals: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    """Parts in which each ticket occurs once: its second message meets the stored first one."""
    left = arrivals
    while left:
        wave = {key_of(arrival): arrival for arrival in reversed(left)}
        yield [wave[key] for key in sorted(wave)]
        left = [arrival for arrival in left if wave[key_of(arrival)] is not arrival]


def _admit(arrivals: Sequence[Arrival]) -> None:
    matches = _matches(arrivals)
    known, new = snapshots.store(arrivals, matches)
    found = []
    for arrival in arrivals:
        key = key_of(arrival)
        with context.bound(arrival.context):
            if key in known:
                amend(known[key], arrival)
            elif match := matches[key]:
                found.append(Beginning(ticket=new[key], match=match, context=arrival.context))
            else:
                unrouted.wait(new[key], arrival)
    start_all(found, now=timezone.now())


def _matches(arrivals: Sequence[Arrival]) -> dict[Key, Match | None]:
    """The workflow of each ticket; looked up once for all that ask the same."""
    asked = {(a.ticket.category, a.ticket.sub_category, a.ticket.department) for a in arrivals}
    found = {question: match_workflow(*question) for question in asked}
    return {
        key_of(a): found[a.ticket.category, a.ticket.sub_category, a.ticket.department]
        for a in arrivals
    }
