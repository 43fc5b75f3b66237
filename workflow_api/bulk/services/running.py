"""Doing what was previewed, item by item. A killed process loses nothing and repeats nothing."""

import time
from typing import Final

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from shared.errors import DomainError
from shared.identity.caller import Caller
from workflow_api.bulk.callers import actor_of, caller_of
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.registry import ACTIONS, in_words
from workflow_api.bulk.subjects import subjects

# The schedule has other things to do; several jobs take turns.
SLICE_SECONDS: Final = 2.0
ITEMS_PER_TURN: Final = 10
BROKEN: Final = "This failed for a reason that is not yours; it was written down for the operators"
log = structlog.get_logger()


def work() -> None:
    """Go on with every running job for a while. For the schedule; several may do so at once."""
    until = time.monotonic() + SLICE_SECONDS
    # At least once, however slow the machine.
    while _round() and time.monotonic() < until:
        pass


def _round() -> bool:
    """Give every running job a turn; whether there was anything to do."""
    return sum(_take_turn(job) for job in _running()) > 0


def _running() -> list[BulkJob]:
    return list(BulkJob.objects.filter(state=BulkJob.State.RUNNING).order_by("started_at"))


def _waiting(job: BulkJob) -> QuerySet[BulkItem]:
    """What is left to do now: of a job that is tried first, only the trial."""
    left = BulkItem.objects.filter(job=job, state=BulkItem.State.WAITING)
    return left.filter(in_trial=True) if job.trying else left


def _take_turn(job: BulkJob) -> bool:
    """Do the next items of a job; whether there were any."""
    caller = caller_of(job)
    done = sum(1 for _ in range(ITEMS_PER_TURN) if _do_next(job, caller))
    if done < ITEMS_PER_TURN:
        _finish(job)
    return done > 0


def _do_next(job: BulkJob, caller: Caller) -> bool:
    item: BulkItem | None = None
    try:
        with transaction.atomic():
            # Whoever else works on this job has other items.
            waiting = _waiting(job).order_by("position")
            item = waiting.select_for_update(skip_locked=True).first()
            if item is not None:
                _do(job, item, caller)
    except DomainError as error:
        assert item is not None
        _refuse(item, in_words(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # The boundary of one item: a fault of ours in it must not stop the others.
        assert item is not None
        log.exception("bulk_item_failed", operation=job.action, task_id=item.task_id)
        _refuse(item, BROKEN)
    return item is not None


def _do(job: BulkJob, item: BulkItem, caller: Caller) -> None:
    """Act on a (locked) item's task; both change together or not at all."""
    action = ACTIONS[job.action]
    if subject := subjects([item.task_id], caller).get(item.task_id):
        item.before = action.before(subject)
    task = action.do(
        task_id=item.task_id,
        version=item.version,
        caller=caller,
        actor=actor_of(job),
        **{**job.arguments, **item.arguments},
    )
    item.version_after = task.version
    item.state, item.at = BulkItem.State.DONE, timezone.now()
    item.save(update_fields=["before", "version_after", "state", "at"])


def _refuse(item: BulkItem, why: str) -> None:
    BulkItem.objects.filter(pk=item.pk, state=BulkItem.State.WAITING).update(
        state=BulkItem.State.REFUSED, message=why, at=timezone.now()
    )


def _finish(job: BulkJob) -> None:
    """Close a job of which nothing waits any more, not even in another worker's hands; one whose
    trial is over waits for its person."""
    now = timezone.now()
    waiting = BulkItem.objects.filter(job=OuterRef("pk"), state=BulkItem.State.WAITING)
    running = BulkJob.objects.filter(pk=job.pk, state=BulkJob.State.RUNNING)
    done = running.filter(~Exists(waiting))
    if done.update(state=BulkJob.State.DONE, trying=False, finished_at=now):
        return
    tried = running.filter(~Exists(waiting.filter(in_trial=True)), trying=True)
    tried.update(state=BulkJob.State.TRIED, trying=False)
