"""Disputing what a clock counts, and deciding about it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid, NotFound
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.disputes.models import Dispute
from workflow_api.disputes.permissions import why_not_decide, why_not_dispute
from workflow_api.sla import changing, ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import first_open_item, lock_seen_by
from workflow_api.tasks.services.noting import write_down
from workflow_api.workflows.selectors import compiled

State = Dispute.State
Kind = SlaSegment.Kind


@transaction.atomic
def raise_dispute(
    *,
    task_id: int,
    segment_id: int,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
) -> Dispute:
    """Object to a line of a task's present ledger; it goes on counting until somebody decides.

    What runs now is cut at this moment, so that the objection is about a known time. Forbidden for
    those who do not work on the task, Invalid for a pause, Conflict when it was disputed before.
    """
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := why_not_dispute(caller, task):
        raise Forbidden(why_not)
    segment, now = _segment(task, segment_id), timezone.now()
    _check_disputable(segment)
    if segment.ended_at is None:
        ledger.turn(task, Kind.RUNNING, at=now, reason=segment.reason, actor=actor)
    dispute = Dispute.objects.create(
        task=task,
        segment=segment,
        reason=reason,
        raised_by_id=caller.id,
        raised_by_name=actor.name,
        raised_at=now,
    )
    _save(task)
    text = f"{actor.name} disputed what the clock counts since {segment.started_at:%F %H:%M} UTC"
    _write_down(task, dispute, TaskEvent.Kind.CHANGED, "raised", text, reason, actor, now)
    return dispute


@transaction.atomic
def decide(
    *,
    task_id: int,
    dispute_id: int,
    accepted: bool,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
) -> Dispute:
    """Accept or refuse an objection; what is accepted counts no more, and deadlines follow.

    NotFound for a dispute of another task, Forbidden for those who may not adjust the clock and
    for whoever raised it, Conflict when it was decided before.
    """
    task = lock_seen_by(caller, task_id, version=version)
    dispute = task.disputes.select_related("segment").filter(pk=dispute_id).first()
    if dispute is None:
        raise NotFound(f"There is no dispute {dispute_id} of {task.number}")
    if why_not := why_not_decide(caller, task, dispute):
        raise Forbidden(why_not)
    if dispute.state != State.OPEN:
        raise Conflict(f"{dispute.decided_by_name} {dispute.state} it already")
    now = timezone.now()
    _settle(dispute, caller, actor, reason, now, accepted=accepted)
    if accepted:
        _leave_out(task, dispute.segment, now)
    _save(task)
    kind = TaskEvent.Kind.SLA_ADJUSTED if accepted else TaskEvent.Kind.CHANGED
    text = f"{actor.name} {dispute.state} what {dispute.raised_by_name} disputed"
    _write_down(task, dispute, kind, dispute.state, text, reason, actor, now)
    return dispute


def _segment(task: Task, segment_id: int) -> SlaSegment:
    found = task.sla_segments.filter(pk=segment_id, cycle=task.sla_cycle).first()
    if found is None:
        fault = FieldError("segment_id", "is no line of the present ledger")
        raise Invalid("There is no such line", [fault])
    return found


def _check_disputable(segment: SlaSegment) -> None:
    if segment.kind == Kind.PAUSED:
        fault = FieldError("segment_id", "the clock stood still then")
        raise Invalid("A pause counts nothing that could be disputed", [fault])
    known = Dispute.objects.filter(segment=segment).first()
    if known is not None:
        raise Conflict(f"{known.raised_by_name} disputed it already: {known.state}")


def _settle(
    dispute: Dispute,
    caller: Caller,
    actor: Actor,
    reason: str,
    now: datetime,
    *,
    accepted: bool,
) -> None:
    dispute.state = State.ACCEPTED if accepted else State.REFUSED
    dispute.decision, dispute.decided_at = reason, now
    dispute.decided_by_id, dispute.decided_by_name = caller.id, actor.name
    dispute.save(
        update_fields=["state", "decision", "decided_at", "decided_by_id", "decided_by_name"]
    )


def _leave_out(task: Task, segment: SlaSegment, now: datetime) -> None:
    """Count a line no more, and set the deadlines anew; of a finished task as well."""
    segment.counts = False
    segment.save(update_fields=["counts"])
    item = first_open_item(task)
    if item is not None:
        changing.recount(task, item, now=now)
        return
    definition = compiled(task.workflow_version_id)
    ledger.index(task, ledger.read(task), definition, step_entered_at=None)


def _save(task: Task) -> None:
    task.version += 1
    task.save(update_fields=["version", *ledger.COLUMNS])


def _write_down(
    task: Task,
    dispute: Dispute,
    kind: TaskEvent.Kind,
    what: str,
    text: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    item = first_open_item(task)
    line = history.event(
        kind, text, task=task, actor=actor, at=now, item=item, notes=reason, dispute=dispute.pk
    )
    due = task.sla_deadline.isoformat() if task.sla_deadline else None
    after = {"dispute": dispute.pk, "segment": dispute.segment_id, "deadline": due}
    write_down(line, actor=actor, after=after, action=f"sla_dispute.{what}")
