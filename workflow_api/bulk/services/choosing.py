"""Which tasks an act is about, frozen as they were seen, and what would become of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from shared.errors import FieldError, Unprocessable
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.bulk.callers import remembered
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.registry import ACTIONS, BulkAction, Subject
from workflow_api.bulk.subjects import subjects
from workflow_api.tasks.models import TaskEvent

MOST_TASKS: Final = 5_000
CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """A task that was chosen, at the version it was seen at (None: as it is now)."""

    task_id: int
    version: int | None = None


@transaction.atomic
def preview(
    *,
    action: str,
    arguments: Mapping[str, Any],
    chosen: Sequence[Choice],
    caller: Caller,
    actor: Actor,
) -> BulkJob:
    """A job that is not started yet, with a verdict on every task. Nothing happens to them.

    Unprocessable for more than MOST_TASKS, or for none.
    """
    if not 0 < len(chosen) <= MOST_TASKS:
        text = f"Choose between 1 and {MOST_TASKS} tasks"
        raise Unprocessable(text, [FieldError("tasks", f"{len(chosen)} are chosen")])
    job = BulkJob.objects.create(
        owner_id=caller.id,
        owner=remembered(caller, actor),
        action=action,
        arguments=dict(arguments),
        total=len(chosen),
    )
    BulkItem.objects.bulk_create(_judged(job, chosen, caller), batch_size=CHUNK)
    return job


def _judged(job: BulkJob, chosen: Sequence[Choice], caller: Caller) -> Iterable[BulkItem]:
    act = ACTIONS[job.action]
    for start in range(0, len(chosen), CHUNK):
        chunk = chosen[start : start + CHUNK]
        known = subjects([choice.task_id for choice in chunk], caller)
        arguments = {**job.arguments, **act.look_up(known.values(), job.arguments)}
        stale = _why_stale(known, chunk)
        for place, choice in enumerate(chunk, start):
            subject = known.get(choice.task_id)
            why_not = stale.get(choice.task_id) or _why_not(act, choice, subject, arguments)
            yield _item(job, place, choice, subject, why_not)


def _why_not(
    act: BulkAction, choice: Choice, subject: Subject | None, arguments: Mapping[str, Any]
) -> str:
    if subject is None:
        return f"There is no task T-{choice.task_id}"
    return act.why_not(subject, arguments)


def _item(
    job: BulkJob, place: int, choice: Choice, subject: Subject | None, why_not: str
) -> BulkItem:
    return BulkItem(
        job=job,
        position=place,
        task_id=choice.task_id,
        title=subject.task.title if subject else "",
        version=choice.version or (subject.task.version if subject else None),
        state=BulkItem.State.REFUSED if why_not else BulkItem.State.WAITING,
        message=why_not,
    )


def _why_stale(known: Mapping[int, Subject], chosen: Sequence[Choice]) -> dict[int, str]:
    """Of the tasks that changed since they were chosen: to which version, and who did what last."""
    seen = {choice.task_id: choice.version for choice in chosen if choice.task_id in known}
    stale = [
        known[task_id].task
        for task_id, version in seen.items()
        if version not in (None, known[task_id].task.version)
    ]
    if not stale:
        return {}
    lines = TaskEvent.objects.filter(task__in=stale).order_by("task_id", "-id").distinct("task_id")
    did = {line.task_id: f"; {line.actor_name}: {line.summary}" for line in lines}
    return {
        task.pk: f"{task.number} is at version {task.version}, not {seen[task.pk]}: look at it "
        f"again{did.get(task.pk, '')}"
        for task in stale
    }
