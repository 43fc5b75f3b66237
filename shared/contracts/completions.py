"""The end of a workflow, told to the system that acts on it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from shared.contracts.base import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AmsCompletion(Message):
    """An asset workflow ended; `action` is what was asked for, such as `Check-out`."""

    TASK: ClassVar[str] = "ams.tasks.process_workflow_completion"
    QUEUE: ClassVar[str] = "AMS_WORKFLOW_QUEUE"

    ticket_id: str
    asset_name: str | None
    serial_number: str | None
    action: str
    completed_at: str
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BmsCompletion(Message):
    """A budget workflow ended; amounts are decimal strings, `approved_by` a user id."""

    TASK: ClassVar[str] = "bms.tasks.process_budget_approval"
    QUEUE: ClassVar[str] = "BMS_WORKFLOW_QUEUE"

    ticket_id: str
    requested_budget: str | None
    cost_items: Any
    approved_by: int | None
    completed_at: str
    idempotency_key: str
