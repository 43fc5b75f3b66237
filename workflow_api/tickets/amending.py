"""Other content under a known ticket's id: taken over before work began, shown afterwards."""

from datetime import datetime

import structlog
from django.utils import timezone

from workflow_api.tasks.models import Task
from workflow_api.tasks.services import changing
from workflow_api.tasks.services.locking import lock
from workflow_api.tickets import content, unrouted
from workflow_api.tickets.models import TicketAmendment, WorkflowTicket
from workflow_api.tickets.reading import Arrival, is_replay
from workflow_api.workflows.selectors import match_workflow

log = structlog.get_logger()


def amend(snapshot: WorkflowTicket, arrival: Arrival) -> None:
    """Compare a ticket that came again with what is known of it; `snapshot` is locked.

    The same content changes nothing. Other content is kept as an amendment in any case.
    """
    if _is_late(snapshot, arrival):
        log.info("ticket_content_late", ticket=snapshot.ticket_number, revision=arrival.revision)
        _try_again(snapshot, arrival)
        return
    latest = snapshot.amendments.first()
    known = latest.canonical if latest is not None else snapshot.canonical
    changed = content.changed_fields(known, arrival.ticket)
    if not changed:
        log.info("ticket_known", ticket=snapshot.ticket_number)
        _try_again(snapshot, arrival)
        return
    task = _latest_task(snapshot)
    # Also who put it back has begun: what they saw must not change under their hands.
    applied = task is None or (task.is_open and task.started_at is None)
    _keep(snapshot, arrival, changed, applied=applied)
    if applied:
        _take_over(snapshot, task, arrival, changed, timezone.now())
    elif task is not None:
        changing.show_amendment(task=task, changed=changed)


def _is_late(snapshot: WorkflowTicket, arrival: Arrival) -> bool:
    """Whether newer content is known. What an Admin corrected keeps the revision it corrects."""
    if arrival.revision == snapshot.revision and is_replay():
        return False
    return 0 < arrival.revision <= snapshot.revision


def _try_again(snapshot: WorkflowTicket, arrival: Arrival) -> None:
    """A ticket that waits and comes again may find its workflow; a retry in vain is told so."""
    if snapshot.state != WorkflowTicket.State.UNROUTED:
        return
    match = match_workflow(snapshot.category, snapshot.sub_category, snapshot.department)
    if match is not None:
        unrouted.begin(snapshot, match, now=timezone.now())
    elif is_replay():
        unrouted.keep_letter(snapshot, arrival)


def _latest_task(snapshot: WorkflowTicket) -> Task | None:
    latest = Task.objects.filter(ticket=snapshot).values_list("pk", flat=True).first()
    return None if latest is None else lock(Task.objects.all(), latest)


def _keep(snapshot: WorkflowTicket, arrival: Arrival, changed: list[str], *, applied: bool) -> None:
    snapshot.revision = max(snapshot.revision, arrival.revision)
    snapshot.save(update_fields=["revision"])
    TicketAmendment.objects.create(
        ticket=snapshot,
        applied=applied,
        canonical=arrival.ticket.as_payload(),
        raw=dict(arrival.raw),
        digest=arrival.ticket.digest(),
        changed_fields=changed,
    )


def _take_over(
    snapshot: WorkflowTicket,
    task: Task | None,
    arrival: Arrival,
    changed: list[str],
    now: datetime,
) -> None:
    content.overwrite(snapshot, arrival.ticket)
    match = match_workflow(snapshot.category, snapshot.sub_category, snapshot.department)
    if task is not None and match is not None and match.version.workflow_id == task.workflow_id:
        task.ticket = snapshot
        changing.take_over(task=task, changed=changed, now=now)
        return
    if task is not None:
        changing.cancel(task=task, reason="The ticket changed and belongs elsewhere", now=now)
        snapshot.status_version = task.version
    if match is None:
        unrouted.wait(snapshot, arrival)
    else:
        unrouted.begin(snapshot, match, now=now)
