"""What a step asks: what the ticket says where the mapping points, and what follows from it."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from shared.errors import FieldError
from workflow_api.engine.definition import Step
from workflow_api.external.adapters.catalogue import OPERATIONS
from workflow_api.external.adapters.operation import Occasion
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tickets.facts import facts_of

DETAILS = "details."
MAX_TEXT = 2000
WHOLE: Final = frozenset({"requester_id", "duration_days", "quantity"})


def request_of(task: Task, item: TaskItem, step: Step) -> dict[str, Any]:
    """The request of an integration step; a field the ticket lacks keeps its usual value."""
    facts = facts_of(task.ticket, task.filled)
    mapped = {name: facts.get(_ticket_field(field)) for name, field in step.mapping}
    usual = OPERATIONS[step.operation].usual(_occasion(task, item))
    request = {**usual, **{name: value for name, value in mapped.items() if value is not None}}
    return {name: typed(name, value) for name, value in request.items()}


def typed(name: str, value: Any) -> Any:
    """Forms send texts where partners want numbers, and numbers where they want texts."""
    if name in WHOLE:
        return _whole(value)
    if name == "amount":
        return _amount(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else value


def explained(problems: Iterable[FieldError], task: Task, step: Step) -> str:
    """What is wrong with a request, in terms of the ticket's fields it was made from."""
    facts, mapping = facts_of(task.ticket, task.filled), dict(step.mapping)
    return "; ".join(_explained(problem, mapping, facts) for problem in problems)


def _explained(problem: FieldError, mapping: dict[str, str], facts: dict[str, Any]) -> str:
    text = f"{problem.field} {problem.message}"
    source = mapping.get(problem.field)
    if source is None:
        return text
    if facts.get(_ticket_field(source)) in (None, ""):
        return f"{text}, but the ticket has no {source}"
    return f"{text}, but the ticket's {source} is not"


def _ticket_field(mapped: str) -> str:
    return mapped.removeprefix(DETAILS)


def _occasion(task: Task, item: TaskItem) -> Occasion:
    requester = task.ticket.canonical["requester"]
    return Occasion(
        reference=f"{task.number}-{item.pk}",
        task_number=task.number,
        ticket_number=task.ticket.ticket_number,
        title=task.title,
        department=task.ticket.department,
        requester_name=requester.get("name") or "",
        requester_email=requester.get("email") or "",
        requester_id=_requester(task),
    )


def _requester(task: Task) -> Any:
    """Whoever has no number there is answered for by the coordinator."""
    number = _whole(task.ticket.canonical["requester"].get("id"))
    return number if isinstance(number, int) else task.coordinator_id


def _whole(value: Any) -> Any:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else value


def _amount(value: Any) -> str:
    """A plain decimal text where possible; the adapter refuses anything else."""
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return str(value)[:MAX_TEXT]
    sensible = amount.is_finite() and abs(amount.adjusted()) < 19
    return format(amount, "f") if sensible else str(value)[:MAX_TEXT]
