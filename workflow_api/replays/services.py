"""Replays: asked for, worked off in batches, stopped. They write nothing but their own row."""

import time
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from shared.errors import Conflict, NotFound
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.replays import past, selectors
from workflow_api.replays.comparing import Comparing, kinds
from workflow_api.replays.definitions import Version, definition_of
from workflow_api.replays.models import Replay
from workflow_api.replays.results import result_of
from workflow_api.replays.routes import deployed_versions
from workflow_api.replays.usual import usual_times

BATCH: Final = 250
# The process that works them off has other duties, some of them every few seconds.
SECONDS_AT_ONCE: Final = 1.0
MOST_ATTEMPTS: Final = 5
Status = Replay.Status
ACTIVE: Final = [Status.QUEUED, Status.RUNNING]


@transaction.atomic
def request(*, actor: Actor, workflow_id: int, version: Version, days: int) -> Replay:
    """Ask for a definition to be run over the last `days` days.

    Conflict while another replay of the workflow is under way.
    """
    assert actor.id is not None
    until = timezone.now()
    replay = Replay(
        workflow_id=workflow_id,
        version_number=version,
        definition=definition_of(workflow_id, version).as_dict(),
        deployed=deployed_versions(),
        days=days,
        since=until - timedelta(days=days),
        until=until,
        started_by=actor.id,
        started_by_name=actor.name,
    )
    replay.usual = usual_times(workflow_id, replay.since, until)
    replay.total = _tickets(replay).count()
    _insert(replay)
    _write_down(replay, actor, "workflow.replayed")
    return replay


def _insert(replay: Replay) -> None:
    try:
        with transaction.atomic():
            replay.save(force_insert=True)
    except IntegrityError as error:
        if "replay_one_at_a_time" not in str(error):
            raise
        raise Conflict(_under_way(replay.workflow_id)) from error


def _under_way(workflow_id: int) -> str:
    other = Replay.objects.filter(workflow=workflow_id, status__in=ACTIVE).first()
    whose = f"{other.started_by_name}'s replay" if other else "A replay"
    return f"{whose} of this workflow is under way: wait, or cancel it"


@transaction.atomic
def cancel(*, actor: Actor, replay_id: int) -> Replay:
    """Stop a replay. Cancelling twice is no fault; Conflict when it is over otherwise."""
    replay = Replay.objects.select_for_update().filter(pk=replay_id).first()
    if replay is None:
        raise NotFound(f"There is no replay {replay_id}")
    if replay.status in ACTIVE:
        _end(replay, Status.CANCELLED)
        _write_down(replay, actor, "workflow.replay_cancelled")
    elif replay.status != Status.CANCELLED:
        raise Conflict(f"The replay is {replay.status} already")
    return replay


def advance() -> None:
    """Work on the oldest replay for about a second. Any number of workers may run at once."""
    until = time.monotonic() + SECONDS_AT_ONCE
    while time.monotonic() < until and _begin_batch():
        pass


def _begin_batch() -> bool:
    """Count the attempt first, in a transaction of its own: a kill in the middle leaves it."""
    waiting = Replay.objects.filter(status__in=ACTIVE).order_by("id")
    replay_id = waiting.values_list("pk", flat=True).first()
    if replay_id is None:
        return False
    waiting.filter(pk=replay_id).update(attempts=F("attempts") + 1)
    return _work(replay_id)


@transaction.atomic
def _work(replay_id: int) -> bool:
    """Count the next batch; False when somebody else is at it."""
    mine = Replay.objects.filter(pk=replay_id, status__in=ACTIVE).select_related("workflow")
    replay = mine.select_for_update(of=("self",), skip_locked=True).first()
    if replay is None:
        return False
    if replay.attempts > MOST_ATTEMPTS:
        _end(replay, Status.FAILED)
        return True
    tickets = list(past.after(_tickets(replay), replay.cursor)[:BATCH])
    comparing = Comparing(replay)
    comparing.add(past.remembered(tickets, replay.until))
    replay.memory = comparing.memory()
    replay.attempts = 0
    replay.done = min(replay.done + len(tickets), replay.total)
    replay.started_at = replay.started_at or timezone.now()
    replay.status = Status.RUNNING
    if len(tickets) < BATCH:
        _finish(replay)
    else:
        replay.cursor = [tickets[-1].received_at.isoformat(), tickets[-1].pk]
        replay.save()
    return True


def _finish(replay: Replay) -> None:
    replay.result = result_of(replay.memory)
    # Tickets may have been deleted since they were counted.
    replay.done = replay.total
    _end(replay, Status.FINISHED)


def _end(replay: Replay, status: Replay.Status) -> None:
    replay.status = status
    replay.ended_at = timezone.now()
    replay.memory, replay.cursor = None, None
    replay.save()


def _tickets(replay: Replay) -> past.Tickets:
    return past.received(replay.since, replay.until, kinds(replay))


def _write_down(replay: Replay, actor: Actor, action: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="workflow",
        object_id=replay.workflow_id,
        after={"replay": replay.pk, "version": replay.version_number, "days": replay.days},
    )


def forget(before: datetime, limit: int) -> int:
    """Delete the oldest replays that ended before a moment; for settings.RETENTION."""
    old = selectors.ended(before)[:limit]
    return Replay.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
