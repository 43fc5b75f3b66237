"""The call itself runs before the transaction, so that no row is locked while a partner thinks."""

from shared.contracts.workflow import PerformExternalCall
from shared.inbox.registry import handles
from workflow_api.external import answering, performing


@handles(PerformExternalCall, before=performing.perform)
def perform_external_call(message: PerformExternalCall) -> None:
    answering.proceed(call_id=message.call_id)
