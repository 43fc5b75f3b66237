"""Starting a previewed job, stopping a running one, taking back a finished one."""

import uuid
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.bulk import selectors
from workflow_api.bulk.callers import remembered
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.registry import ACTIONS, Inverse

UNDO_WINDOW: Final = timedelta(minutes=15)
MOST_RUNNING: Final = 3
# Of so many and more a few are done first, and looked at.
TRIAL_FROM: Final = 20
TRIAL: Final = 5
State = BulkJob.State


@transaction.atomic
def start(
    *, job_id: uuid.UUID, caller: Caller, actor: Actor, try_first: bool | None = None
) -> None:
    """Let a previewed job run, or one go on after its trial.

    With `try_first` (None: when it would act on more than TRIAL_FROM tasks) only the first TRIAL
    are done, and it waits to be started again. Conflict for any other state, or beside too many
    jobs of the same person.
    """
    job = _locked(job_id, caller)
    if job.state not in (State.PREVIEWED, State.TRIED):
        raise Conflict(f"This job is {job.state} already")
    waiting = job.items.filter(state=BulkItem.State.WAITING).count()
    if not waiting:
        raise Conflict("Nothing of this would happen: every task refuses")
    if try_first is None:
        try_first = waiting > TRIAL_FROM
    if job.state == State.PREVIEWED and try_first:
        _choose_trial(job)
    else:
        job.trying = False
    _run(job, caller, actor)


def _choose_trial(job: BulkJob) -> None:
    first = job.items.filter(state=BulkItem.State.WAITING).order_by("position")
    chosen = list(first.values_list("pk", flat=True)[:TRIAL])
    job.items.filter(pk__in=chosen).update(in_trial=True)
    job.trying = True


@transaction.atomic
def cancel(*, job_id: uuid.UUID, caller: Caller, actor: Actor) -> None:
    """Leave what is not done yet undone; twice is no fault. Conflict when all is done."""
    job = _locked(job_id, caller)
    if job.state == State.CANCELLED:
        return
    if job.state == State.DONE:
        raise Conflict("This job is done already")
    now = timezone.now()
    # Waits for the items that are being done, which then are no longer waiting.
    waiting = job.items.filter(state=BulkItem.State.WAITING)
    left = waiting.update(state=BulkItem.State.CANCELLED, at=now)
    job.state, job.finished_at, job.trying = State.CANCELLED, now, False
    job.save(update_fields=["state", "finished_at", "trying"])
    record(
        actor=actor,
        action="bulk.cancelled",
        object_type="bulk_job",
        object_id=job.pk,
        after={"action": job.action, "tasks": job.total, "left": left},
    )


@transaction.atomic
def undo(*, job_id: uuid.UUID, caller: Caller, actor: Actor) -> BulkJob:
    """Start the job that brings back what another one did, where nobody has acted since.

    Conflict when it cannot be taken back, was already, or is too long ago.
    """
    job = _locked(job_id, caller)
    inverse = _inverse(job)
    taken_back = BulkJob.objects.create(
        owner_id=caller.id,
        owner=remembered(caller, actor),
        action=inverse.name,
        total=0,
        undo_of=job,
    )
    items = [_backwards(taken_back, item, inverse, caller) for item in _done(job)]
    BulkItem.objects.bulk_create(items, batch_size=500)
    taken_back.total = len(items)
    _run(taken_back, caller, actor)
    return taken_back


def _inverse(job: BulkJob) -> Inverse:
    inverse = ACTIONS[job.action].inverse
    if inverse is None or job.undo_of_id is not None:
        raise Conflict("This cannot be taken back")
    if job.finished_at is None:
        raise Conflict("Cancel it first: it is not over")
    if timezone.now() > job.finished_at + UNDO_WINDOW:
        raise Conflict("It is too long ago to be taken back")
    if BulkJob.objects.filter(undo_of=job).exists():
        raise Conflict("It was taken back already")
    return inverse


def _done(job: BulkJob) -> list[BulkItem]:
    done = list(job.items.filter(state=BulkItem.State.DONE))
    if not done:
        raise Conflict("Nothing of this was done")
    return done


def _backwards(job: BulkJob, item: BulkItem, inverse: Inverse, caller: Caller) -> BulkItem:
    arguments = inverse.arguments(caller, item.before)
    refused = arguments is None
    return BulkItem(
        job=job,
        position=item.position,
        task_id=item.task_id,
        title=item.title,
        version=item.version_after,
        arguments=arguments or {},
        state=BulkItem.State.REFUSED if refused else BulkItem.State.WAITING,
        message="This one cannot be brought back" if refused else "",
    )


def _run(job: BulkJob, caller: Caller, actor: Actor) -> None:
    running = BulkJob.objects.filter(owner_id=caller.id, state=State.RUNNING).count()
    if running >= MOST_RUNNING:
        raise Conflict(f"{running} jobs of yours are running: wait for one of them")
    went_on = job.state == State.TRIED
    job.state, job.started_at = State.RUNNING, job.started_at or timezone.now()
    job.save(update_fields=["state", "started_at", "total", "trying"])
    record(
        actor=actor,
        action="bulk.went_on" if went_on else "bulk.started",
        object_type="bulk_job",
        object_id=job.pk,
        after={
            "action": job.action,
            "arguments": job.arguments,
            "tasks": job.total,
            "trial": job.trying,
        },
    )


def _locked(job_id: uuid.UUID, caller: Caller) -> BulkJob:
    selectors.job(caller, job_id)
    return BulkJob.objects.select_for_update().get(pk=job_id)
