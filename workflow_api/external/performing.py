"""Making a call and keeping its answer. No transaction is open while the partner is asked."""

from typing import Any

from django.utils import timezone

from shared.context import current_correlation_id, current_message_id
from shared.contracts.workflow import PerformExternalCall
from shared.inbox.failures import PutOff
from shared.integrations.adapter import CallContext
from shared.integrations.errors import (
    IntegrationError,
    InvalidRequest,
    NotYet,
    Postponed,
    Refused,
)
from workflow_api.external import reopening
from workflow_api.external.adapters.answers import REJECT
from workflow_api.external.adapters.catalogue import integration
from workflow_api.external.models import ExternalCall
from workflow_api.external.requests import explained
from workflow_api.workflows.selectors import compiled

State = ExternalCall.State
MAX_REASON = 500
MAX_ALTERNATIVES = 20


def perform(message: PerformExternalCall) -> None:
    """Ask the partner, unless it has answered already or its step was left, and keep what it says.

    PutOff when it is not our turn yet or another attempt is due later.
    """
    reopening.reopen_replayed(call_id=message.call_id)
    calls = ExternalCall.objects.select_related("item", "task__ticket")
    waiting = calls.filter(pk=message.call_id, state=State.WAITING)
    call = waiting.filter(resolution=ExternalCall.Resolution.NONE).first()
    if call is None:
        return
    try:
        columns = _ask(call)
    except NotYet as error:
        if isinstance(error, Postponed):
            _keep(call, attempts=call.attempts + 1)
        raise PutOff(error.seconds) from error
    _keep(
        call,
        attempts=call.attempts + 1,
        answered_at=timezone.now(),
        answered_in=current_message_id(),
        **columns,
    )


def _keep(call: ExternalCall, **columns: Any) -> None:
    ExternalCall.objects.filter(pk=call.pk, state=State.WAITING).update(**columns)


def _ask(call: ExternalCall) -> dict[str, Any]:
    """The columns that keep the answer; NotYet when there is none to keep."""
    stack = integration(call.operation)
    context = CallContext(
        correlation_id=current_correlation_id(),
        idempotency_key=str(call.idempotency_key),
        at=timezone.now(),
        timeout=stack.policy.timeout,
        attempt=call.attempts + 1,
    )
    try:
        answer = stack.call(call.request, context)
    except NotYet:
        raise
    except IntegrationError as error:
        return _failure(call, error)
    return {
        "state": State.REJECTED if REJECT in answer.outcomes else State.SUCCEEDED,
        "outcomes": list(answer.outcomes),
        "result": dict(answer.facts),
        "reason": answer.reason[:MAX_REASON],
    }


def _failure(call: ExternalCall, error: IntegrationError) -> dict[str, Any]:
    answer = error.answer if isinstance(error, Refused) else {}
    return {
        "state": State.FAILED,
        "error_code": error.code,
        "reason": _reason(call, error)[:MAX_REASON],
        "alternatives": _alternatives(answer.get("available_alternatives")),
    }


def _reason(call: ExternalCall, error: IntegrationError) -> str:
    if not isinstance(error, InvalidRequest):
        return str(error)
    step = compiled(call.task.workflow_version_id).step(call.item.step_key)
    return explained(error.details, call.task, step)


def _alternatives(named: Any) -> list[str]:
    texts = named if isinstance(named, list) else []
    return [each for each in texts if isinstance(each, str)][:MAX_ALTERNATIVES]
