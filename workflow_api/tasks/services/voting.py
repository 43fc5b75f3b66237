"""Votes on an approval by several people (the rule: engine.approvals)."""

from collections.abc import Sequence

from django.utils import timezone

from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.engine.approvals import Tally, tally, vote_of
from workflow_api.engine.definition import Step, Transition
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.leaving import close
from workflow_api.tasks.services.locking import current_item, move


def with_vote(task: Task, step: Step, way: Transition) -> Tally | None:
    """The votes on this visit, the one for `way` among them; None when nobody has to wait for
    others."""
    if step.seats == 1 or vote_of(way.outcome) is None:
        return None
    given = task.items.filter(
        pk__gte=task.visit_from, step_key=step.key, status=TaskItem.Status.DONE
    )
    return tally(step, [*given.values_list("outcome", flat=True), way.outcome])


def cast(
    task: Task,
    item: TaskItem,
    way: Transition,
    votes: Tally,
    notes: str,
    actor: Actor,
    *,
    filled: Sequence[str],
) -> None:
    """Keep a vote that does not decide yet; the step goes on waiting for the others.

    Who has not seen what was `filled` in with it decides on something else.
    """
    now = timezone.now()
    close(item, way, notes, actor, now)
    if task.status == TaskState.PENDING:
        move(task, TaskState.IN_PROGRESS)
    task.started_at = task.started_at or now
    task.version += 1
    task.save(update_fields=["status", "started_at", "version", "filled"])
    text = f"{way.label} at {item.step_name}: {votes.approved} of {votes.needed} approvals"
    history.event(
        TaskEvent.Kind.VOTED,
        text,
        task=task,
        actor=actor,
        at=now,
        item=item,
        notes=notes,
        transition=way.key,
        outcome=way.outcome,
        approved=votes.approved,
        rejected=votes.rejected,
        needed=votes.needed,
        filled=list(filled),
    ).save(force_insert=True)
    publish_all(messages.change(task, current_item(task), kind="voted", actor=actor))
