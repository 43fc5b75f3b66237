"""Making a call and keeping its answer. No transaction is open while the partner is asked."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.context import current_correlation_id
from shared.contracts.workflow import PerformExternalCall
from shared.integrations.adapter import CallContext
from shared.integrations.errors import IntegrationError, Refused, Throttled
from shared.outbox.services import publish
from workflow_api.external.adapters.answers import REJECT
from workflow_api.external.adapters.catalogue import integration
from workflow_api.external.models import ExternalCall

State = ExternalCall.State
MAX_REASON = 500
MAX_ALTERNATIVES = 20


def perform(message: PerformExternalCall) -> None:
    """Ask the partner, unless it has answered already, and keep what it says."""
    call = ExternalCall.objects.filter(pk=message.call_id, state=State.WAITING).first()
    if call is None:
        return
    try:
        columns = _ask(call)
    except Throttled as error:
        _later(message, error.seconds)
        return
    answered = {**columns, "answered_at": timezone.now()}
    ExternalCall.objects.filter(pk=call.pk, state=State.WAITING).update(**answered)


def _ask(call: ExternalCall) -> dict[str, Any]:
    """The columns that keep the answer."""
    stack = integration(call.operation)
    context = CallContext(
        correlation_id=current_correlation_id(),
        idempotency_key=str(call.idempotency_key),
        at=timezone.now(),
        timeout=stack.policy.timeout,
    )
    try:
        answer = stack.call(call.request, context)
    except Throttled:
        raise
    except IntegrationError as error:
        return _failure(error)
    return {
        "state": State.REJECTED if REJECT in answer.outcomes else State.SUCCEEDED,
        "outcomes": list(answer.outcomes),
        "result": dict(answer.facts),
        "reason": answer.reason[:MAX_REASON],
    }


def _failure(error: IntegrationError) -> dict[str, Any]:
    answer = error.answer if isinstance(error, Refused) else {}
    return {
        "state": State.FAILED,
        "error_code": error.code,
        "reason": str(error)[:MAX_REASON],
        "alternatives": _alternatives(answer.get("available_alternatives")),
    }


def _alternatives(named: Any) -> list[str]:
    texts = named if isinstance(named, list) else []
    return [each for each in texts if isinstance(each, str)][:MAX_ALTERNATIVES]


@transaction.atomic
def _later(message: PerformExternalCall, seconds: float) -> None:
    """Our own limit is no failure: the question waits for its turn in the outbox."""
    publish(message, not_before=timezone.now() + timedelta(seconds=seconds))
