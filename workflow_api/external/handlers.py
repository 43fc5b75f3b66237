"""The call itself runs before the transaction, so that no row is locked while a partner thinks."""

from shared.contracts.workflow import PerformExternalCall
from shared.inbox.registry import handles
from workflow_api.external import answering, performing


def ask_and_follow(message: PerformExternalCall) -> None:
    """Both have their effect once by what they find; a dead letter must not undo them."""
    performing.perform(message)
    answering.proceed(call_id=message.call_id)


@handles(PerformExternalCall, before=ask_and_follow)
def perform_external_call(message: PerformExternalCall) -> None:
    answering.require_answer(call_id=message.call_id)
