"""The end of a question that waits for somebody's decision."""

from shared.dead_letters.services import history as letter_history
from shared.dead_letters.services.keeping import settle_message
from workflow_api.audit.actors import Actor
from workflow_api.external.models import ExternalCall
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.workflows.selectors import compiled

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


def leave_step(task: Task, *, actor: Actor, reason: str) -> None:
    """Close what the current step of a (locked) task asks, before its open work ends."""
    if compiled(task.workflow_version_id).step(task.current_step).kind != "integration":
        return
    for item in task.items.filter(closed_at=None, step_key=task.current_step):
        leave(item, actor=actor, reason=reason)


def leave(item: TaskItem, *, actor: Actor, reason: str) -> None:
    """Close the question of a step that its task leaves, if it asked one.

    One that nobody has sent yet is not asked any more; what is answered after all is only kept.
    """
    call = item.external_calls.filter(resolution=Resolution.NONE).order_by("-id").first()
    if call is not None:
        close(call, Resolution.LEFT, actor, reason)


def come_back(item: TaskItem) -> None:
    """Let the newest question wait for a decision again, after its step was left by mistake."""
    call = item.external_calls.order_by("-id").first()
    if call is not None and call.resolution == Resolution.LEFT:
        call.resolution = Resolution.NONE
        call.save(update_fields=["resolution"])
