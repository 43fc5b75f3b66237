"""Asking another system: a row first, then a message whose handler makes the call."""

from typing import Any
from uuid import UUID, uuid4

from shared.contracts.workflow import PerformExternalCall
from shared.outbox.services import publish
from workflow_api.engine.definition import Step
from workflow_api.external.adapters.catalogue import OPERATIONS
from workflow_api.external.models import ExternalCall
from workflow_api.external.requests import request_of
from workflow_api.tasks.models import Task, TaskItem


def ask(
    *,
    task: Task,
    item: TaskItem,
    step: Step,
    request: dict[str, Any] | None = None,
    key: UUID | None = None,
) -> ExternalCall:
    """Ask what an integration step wants to know; must run in the transaction that enters it.

    `request` and `key` are given when a person repeats an earlier question.
    """
    adapter = OPERATIONS[step.operation]
    call = ExternalCall.objects.create(
        task=task,
        item=item,
        operation=adapter.adapter_id,
        system=adapter.policy,
        adapter_version=adapter.version,
        request=request_of(task, item, step) if request is None else request,
        idempotency_key=key or uuid4(),
    )
    publish(PerformExternalCall(call_id=call.pk))
    return call


def ask_again(item: TaskItem) -> None:
    """Look once more at the newest question of a step: perhaps its answer was left lying."""
    call = item.external_calls.order_by("-id").first()
    if call is not None:
        publish(PerformExternalCall(call_id=call.pk))
