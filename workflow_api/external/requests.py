"""What a step asks: what the ticket says where the mapping points, and what follows from it."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.conf import settings

from workflow_api.engine.definition import Step
from workflow_api.tasks.models import Task
from workflow_api.tickets.facts import facts_of

DETAILS = "details."
DEFAULT_DAYS = 30
MAX_NOTES = 200
# What a person may choose differently when the answer is no.
CHOOSABLE: Final[Mapping[str, str]] = {"ams.reserve_asset": "asset_id"}


def request_of(task: Task, step: Step) -> dict[str, Any]:
    """The request of an integration step; a field the ticket lacks keeps its usual value."""
    facts = facts_of(task.ticket)
    mapped = {name: facts.get(field.removeprefix(DETAILS)) for name, field in step.mapping}
    usual = _USUAL[step.operation](task)
    return _typed({**usual, **{name: value for name, value in mapped.items() if value is not None}})


def _reserve_asset(task: Task) -> dict[str, Any]:
    return {
        "asset_id": "",
        "requester_id": _requester(task),
        "task_id": task.number,
        "duration_days": DEFAULT_DAYS,
        "notes": task.title[:MAX_NOTES],
    }


def _check_budget(task: Task) -> dict[str, Any]:
    return {
        "department": task.ticket.department,
        "amount": "",
        "currency": settings.BMS_CURRENCY,
        "category": "",
        "requester_id": _requester(task),
        "justification": task.title[:MAX_NOTES],
    }


_USUAL: Final[Mapping[str, Callable[[Task], dict[str, Any]]]] = {
    "ams.reserve_asset": _reserve_asset,
    "bms.check_budget": _check_budget,
}


def _requester(task: Task) -> Any:
    """Partners know people by number; whoever has none there is answered for by the coordinator."""
    number = _whole(task.ticket.canonical["requester"].get("id"))
    return number if isinstance(number, int) else task.coordinator_id


def _typed(request: dict[str, Any]) -> dict[str, Any]:
    """Forms send texts where partners want numbers."""
    for name in ("requester_id", "duration_days"):
        if name in request:
            request[name] = _whole(request[name])
    if "amount" in request:
        request["amount"] = _amount(request["amount"])
    for name in ("asset_id", "department", "category", "currency"):
        if isinstance(request.get(name), int | float):
            request[name] = str(request[name])
    return request


def _whole(value: Any) -> Any:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else value


def _amount(value: Any) -> str:
    """A plain decimal text where possible; the adapter refuses anything else."""
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return str(value)[:MAX_NOTES]
    sensible = amount.is_finite() and abs(amount.adjusted()) < 19
    return format(amount, "f") if sensible else str(value)[:MAX_NOTES]
