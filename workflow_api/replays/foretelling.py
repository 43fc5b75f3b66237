"""What people and other systems would hear of a run.

The words are those of `tasks.messages`; a test holds both against each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow_api.engine.assignment import Decision
from workflow_api.engine.definition import Definition
from workflow_api.engine.ladder import Rung
from workflow_api.engine.simulation import Plan, Run, Visit
from workflow_api.tickets.models import WorkflowTicket

ADMINS = "Admins"
MANAGERS = "Managers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`to` names people, roles, or the requester's address."""

    at: datetime
    type: str
    to: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAction:
    """What another system would be asked to do at the end."""

    system: str
    summary: str


def name_of(decision: Decision | None) -> str:
    """The name of whoever was chosen; empty when nobody was."""
    if decision is None:
        return ""
    chosen = (each.name for each in decision.considered if each.user_id == decision.user_id)
    return next(chosen, "")


def notices(plan: Plan, run: Run, ticket: WorkflowTicket) -> list[Notice]:
    """Everything that would be sent, in the order of time."""
    told = [*_assignments(run, ticket), *_ladder(plan, run, ticket), *_ending(run, ticket)]
    return sorted(told, key=lambda notice: notice.at)


def _assignments(run: Run, ticket: WorkflowTicket) -> Iterator[Notice]:
    for visit in run.visits:
        if visit.decision is None:
            continue
        for person in filter(None, map(name_of, (visit.decision, *visit.also))):
            subject = f"New Task: {ticket.subject}"
            yield Notice(at=visit.entered_at, type="task_assignment", to=person, subject=subject)
        if visit.decision.user_id is None and visit.step.policy != "manual":
            to = _joined(ADMINS, name_of(run.coordinator))
            subject = f"Nobody can take the ticket: {visit.step.name}"
            yield Notice(at=visit.entered_at, type="system", to=to, subject=subject)


def _ladder(plan: Plan, run: Run, ticket: WorkflowTicket) -> Iterator[Notice]:
    """The rungs that are reached before the run ends, or before the step where it stays begins."""
    target = plan.definition.sla.get(ticket.priority)
    last = run.visits[-1] if run.visits else None
    over = run.ended_at or (last.entered_at if last else run.started_at)
    for rung in plan.definition.ladder if target is not None else ():
        at = plan.calendar.add(run.started_at, rung.threshold(target or 0))
        if at < over:
            kind = "sla_breach" if rung.is_breach else "sla_warning"
            subject = f"{rung.in_words()}: {ticket.subject}"
            yield Notice(at=at, type=kind, to=_audience(rung, run, at), subject=subject)


def _audience(rung: Rung, run: Run, at: datetime) -> str:
    names = {
        "assignee": _assignee_at(run, at),
        "coordinator": name_of(run.coordinator),
        "manager": MANAGERS,
        "admin": ADMINS,
    }
    return _joined(*(names[word] for word in rung.tell))


def _assignee_at(run: Run, at: datetime) -> str:
    there: list[Visit] = [visit for visit in run.visits if visit.entered_at <= at]
    return name_of(there[-1].decision) if there else ""


def _ending(run: Run, ticket: WorkflowTicket) -> Iterator[Notice]:
    if run.ended_at is None:
        return
    rejected = run.outcome == "reject"
    coordinator, last = name_of(run.coordinator), run.visits[-1]
    if coordinator and coordinator != name_of(last.decision):
        subject = f"Task {'rejected' if rejected else 'completed'}: {ticket.subject}"
        yield Notice(at=run.ended_at, type="task_completed", to=coordinator, subject=subject)
    if ticket.requester_email:
        subject = f"Your ticket {ticket.ticket_number} is {'rejected' if rejected else 'resolved'}"
        address = ticket.requester_email
        yield Notice(at=run.ended_at, type="task_completed", to=address, subject=subject)


def end_action(run: Run, definition: Definition, ticket: WorkflowTicket) -> EndAction | None:
    """What AMS or BMS would be told; a rejected request asks nothing of another system."""
    if run.ended_at is None or run.outcome == "reject":
        return None
    details = ticket.canonical["details"]
    if definition.end_logic == "asset":
        name = details.get("asset_name") or "an asset the ticket does not name"
        return EndAction(system="ams", summary=f"{ticket.sub_category}: {name}")
    if definition.end_logic == "budget":
        amount = details.get("requested_budget", details.get("amount"))
        return EndAction(system="bms", summary=f"Budget of {amount or 'no amount'} completed")
    return None


def _joined(*names: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, names)))
