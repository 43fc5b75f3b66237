"""Ways out of waiting: a workflow goes live, the sweep, or a person decides.

Oldest first, under any number of workers: whoever routes for a version holds all of the oldest
waiting tickets until the commit, so that nobody starts a younger one before.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact
from django.utils import timezone

from shared.errors import Conflict, FieldError, Unprocessable
from workflow_api.assignment.services import lock_roles
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.starting import roles_at_start
from workflow_api.tickets import unrouted
from workflow_api.tickets.models import NOT_FOUND, WorkflowTicket
from workflow_api.tickets.settling import lock_waiting
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import Match, match_workflow

BATCH = 200
BATCHES_PER_SWEEP = 50
WAITING = WorkflowTicket.objects.filter(state=WorkflowTicket.State.UNROUTED)
LIVE = Workflow.objects.filter(status=Workflow.Status.DEPLOYED)


def route_waiting() -> None:
    """Start every waiting ticket that has a workflow by now, oldest first.

    A sweep besides the messages, for the case that one of them died.
    """
    taker = Subquery(_takers().values("current_version_id")[:1])
    versions = WAITING.annotate(taker=taker).filter(taker__isnull=False)
    for version_id in set(versions.values_list("taker", flat=True)):
        for _ in range(BATCHES_PER_SWEEP):
            if not route_matching(version_id):
                break


def version_for(ticket_id: int) -> int | None:
    """The version that a ticket could run on by now, if it is still waiting."""
    ticket = WAITING.filter(pk=ticket_id).first()
    match = _match(ticket) if ticket else None
    return match.version.pk if match else None


@transaction.atomic
def route_matching(version_id: int) -> bool:
    """Start the oldest tickets a version waits for; True when more of them may be left."""
    oldest = _waiting_for(version_id).order_by("submitted_at", "id")
    ids = list(oldest.values_list("pk", flat=True)[:BATCH])
    held = {ticket.pk: ticket for ticket in _held(ids)}
    found = [(held[pk], match) for pk in ids if pk in held and (match := _match(held[pk]))]
    if len(found) > 1:
        lock_roles({role for _, match in found for role in roles_at_start(match)})
    for ticket, match in found:
        unrouted.begin(ticket, match, now=timezone.now())
    return len(ids) == BATCH and bool(found)


@transaction.atomic
def route_by_hand(
    *, ticket_id: int, actor: Actor, workflow_id: int | None = None, reason: str = ""
) -> Task:
    """Start a waiting ticket on a deployed workflow, or on the one that matches it.

    Conflict when it does not wait any more and why, or nothing matches.
    """
    ticket = lock_waiting(ticket_id)
    match = _match(ticket) if workflow_id is None else _chosen(workflow_id, actor)
    if match is None:
        raise Conflict(ticket.unrouted_reason, code=NOT_FOUND)
    return unrouted.begin(ticket, match, now=timezone.now(), actor=actor, reason=reason)


def _chosen(workflow_id: int, actor: Actor) -> Match:
    workflow = LIVE.select_related("current_version").filter(pk=workflow_id).first()
    if workflow is None or workflow.current_version is None:
        problem = FieldError("workflow_id", "is not a deployed workflow")
        raise Unprocessable("The ticket cannot go there", [problem])
    return Match(version=workflow.current_version, rule=f"{workflow.name}: chosen by {actor.name}")


def _match(ticket: WorkflowTicket) -> Match | None:
    return match_workflow(ticket.category, ticket.sub_category, ticket.department)


def _held(ids: Sequence[int]) -> QuerySet[WorkflowTicket]:
    """Locked in the order in which admission locks; those that were routed meanwhile drop out."""
    wanted = WAITING.filter(pk__in=ids).order_by("source_service", "external_id")
    return wanted.select_for_update(no_key=True)


def _waiting_for(version_id: int) -> QuerySet[WorkflowTicket]:
    return WAITING.filter(Exists(_takers().filter(current_version_id=version_id)))


def _takers() -> QuerySet[Workflow]:
    """For a query of tickets: the live workflows that match each, the closest first."""
    own, no_department = _same("department"), Q(Exact(Trim("department"), Value("")))
    live = LIVE.filter(_same("category"), _same("sub_category"), own | no_department)
    return live.order_by(Lower(Trim("department")).desc())


def _same(column: str) -> Q:
    return Q(Exact(Lower(Trim(column)), Lower(Trim(OuterRef(column)))))
