"""Tickets that somebody writes down here, because they came by telephone or in person."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from shared.contracts.canonical import SCHEMA, CanonicalTicket, InvalidTicket, normalise
from shared.errors import FieldError, Forbidden, Invalid, Unprocessable
from shared.identity.caller import Caller
from shared.identity.rights import Action, Reach, decide
from shared.identity.standing import managed_department
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.starting import start
from workflow_api.tickets import content
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import Match

SOURCE: Final = "tts"


@transaction.atomic
def create(
    *,
    workflow_id: int,
    title: str,
    description: str,
    priority: str,
    department: str,
    caller: Caller,
    actor: Actor,
    requester: Mapping[str, str] | None = None,
    details: Mapping[str, Any] | None = None,
) -> Task:
    """Write a ticket down and start it on a deployed workflow; ticket_service learns of it.

    Without a requester it is the caller's own. Forbidden for those who direct no tasks, and for a
    manager outside their department; Unprocessable unless the workflow is deployed.
    """
    department = _department(caller, department)
    match = _match(workflow_id, actor)
    raw = {
        "schema": SCHEMA,
        "external_id": _number(),
        "source_service": SOURCE,
        "subject": title,
        "description": description,
        "category": match.version.workflow.category,
        "sub_category": match.version.workflow.sub_category,
        "department": department or match.version.workflow.department,
        "priority": priority,
        "requester": dict(requester or {"name": actor.name, "email": caller.email}),
        "details": dict(details or {}),
    }
    ticket = _store(_read(raw), raw)
    return start(ticket=ticket, match=match, now=timezone.now(), actor=actor)


def _department(caller: Caller, wanted: str) -> str:
    verdict = decide(caller.roles, Action.DIRECT)
    if not verdict.allowed:
        raise Forbidden(f"Only for {', '.join(verdict.needed)}")
    if verdict.reach is not Reach.DEPARTMENT:
        return wanted
    own = managed_department(caller)
    if not own or (wanted and wanted.strip().casefold() != own.casefold()):
        raise Forbidden("Managers create tasks for their own department")
    return own


def _match(workflow_id: int, actor: Actor) -> Match:
    live = Workflow.objects.filter(status=Workflow.Status.DEPLOYED, pk=workflow_id)
    workflow = live.select_related("current_version__workflow").first()
    if workflow is None or workflow.current_version is None:
        problem = FieldError("workflow_id", "is not a deployed workflow")
        raise Unprocessable("The task cannot start there", [problem])
    return Match(version=workflow.current_version, rule=f"{workflow.name}: chosen by {actor.name}")


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('ticket_number_by_hand')")
        return f"TTS-{timezone.now():%Y}-{cursor.fetchone()[0]:06d}"


def _read(raw: Mapping[str, Any]) -> CanonicalTicket:
    try:
        return normalise(raw, received_at=timezone.now())
    except InvalidTicket as error:
        raise Invalid(str(error), error.errors) from error


def _store(ticket: CanonicalTicket, raw: Mapping[str, Any]) -> WorkflowTicket:
    return WorkflowTicket.objects.create(
        source_service=ticket.source_service,
        external_id=ticket.external_id,
        ticket_number=ticket.external_id,
        raw=dict(raw),
        # ticket_service hears of it with its first status.
        is_direct=True,
        state=WorkflowTicket.State.ROUTED,
        **content.columns(ticket),
    )
