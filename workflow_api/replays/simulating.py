"""One ticket through a draft or a version, shown step by step. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from shared.errors import FieldError, Unprocessable
from workflow_api.engine.acting import NotPossible, Scripted
from workflow_api.engine.simulation import Case, Run, run
from workflow_api.replays import people
from workflow_api.replays.clocks import plans
from workflow_api.replays.definitions import Version, definition_of
from workflow_api.replays.foretelling import EndAction, Notice, end_action, notices
from workflow_api.tickets.facts import facts_of
from workflow_api.tickets.models import WorkflowTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A run with what people and other systems would hear of it."""

    run: Run
    notices: list[Notice]
    end_action: EndAction | None


def simulate(
    *,
    workflow_id: int,
    version: Version,
    ticket: WorkflowTicket,
    choices: Sequence[str],
    started_at: datetime | None = None,
) -> Simulation:
    """Take `choices` one after another and tell how it went.

    Unprocessable names the first choice that is not open. A step without a choice is where the
    run stays.
    """
    definition = definition_of(workflow_id, version)
    members = people.members_of(people.roles_in(definition), with_open_items=True)
    [plan], actors = plans([definition]), Scripted(choices)
    case = case_of(ticket, started_at or timezone.now())
    try:
        found = run(plan, case, actors, people.roster(members))
    except NotPossible as problem:
        raise _refused(problem.index, str(problem)) from problem
    if actors.unused:
        raise _refused(len(choices) - actors.unused, "The run is over before this choice")
    return Simulation(
        run=found,
        notices=notices(plan, found, ticket),
        end_action=end_action(found, definition, ticket),
    )


def case_of(ticket: WorkflowTicket, started_at: datetime) -> Case:
    return Case(
        facts=facts_of(ticket),
        priority=ticket.priority,
        requester_email=ticket.requester_email,
        started_at=started_at,
    )


def real_ticket(number: str) -> WorkflowTicket:
    """A ticket that came in; Unprocessable when nobody sent it."""
    found = WorkflowTicket.objects.filter(ticket_number=number).first()
    if found is None:
        problem = FieldError("ticket_number", "is not the number of a ticket")
        raise Unprocessable("There is no such ticket", [problem])
    return found


def made_up_ticket(fields: dict[str, Any]) -> WorkflowTicket:
    """A ticket nobody sent, never saved."""
    requester = {"name": "", "email": "", **fields.get("requester", {})}
    return WorkflowTicket(
        ticket_number="",
        subject=fields["subject"],
        category=fields["category"],
        sub_category=fields["sub_category"],
        department=fields["department"],
        priority=fields["priority"],
        requester_email=requester["email"].lower(),
        canonical={"details": fields["details"], "requester": requester},
    )


def _refused(index: int, problem: str) -> Unprocessable:
    field = FieldError(f"choices[{index}]", problem)
    return Unprocessable("The run cannot go this way", [field])
