"""The end of a question that waits for somebody's decision."""

from shared.dead_letters.services import history as letter_history
from shared.dead_letters.services.keeping import settle_message
from workflow_api.audit.actors import Actor
from workflow_api.external.models import ExternalCall
from workflow_api.tasks.models import TaskItem

Resolution = ExternalCall.Resolution


def close(
    call: ExternalCall, resolution: ExternalCall.Resolution, actor: Actor, reason: str
) -> None:
    """Note what was decided in place of an answer."""
    call.resolution = resolution
    call.save(update_fields=["resolution"])
    if call.answered_in is not None:
        # The question in vain is failed work, whose replay could change nothing any more.
        who = letter_history.Actor(actor.id, actor.name)
        settle_message(message_id=call.answered_in, actor=who, reason=reason or resolution)


def leave(item: TaskItem, *, actor: Actor, reason: str) -> None:
    """Close the question of a step that its task leaves without an answer, if it asked one."""
    answered = item.external_calls.exclude(state=ExternalCall.State.WAITING)
    call = answered.filter(resolution=Resolution.NONE).order_by("-id").first()
    if call is not None:
        close(call, Resolution.LEFT, actor, reason)


def come_back(item: TaskItem) -> None:
    """Let the newest question wait for a decision again, after its step was left by mistake."""
    call = item.external_calls.order_by("-id").first()
    if call is not None and call.resolution == Resolution.LEFT:
        call.resolution = Resolution.NONE
        call.save(update_fields=["resolution"])
