"""Clocks that run follow a changed calendar or later targets, in the background.

What a task has used by then stays used: its running stretch is cut, and the rest counts by the
new rules. Each task is a transaction of its own, so the system stays as quick as it was.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from shared.errors import Conflict, NotFound
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record, record_about
from workflow_api.calendars.models import Calendar
from workflow_api.engine.sla import SlaState
from workflow_api.sla import ledger
from workflow_api.sla.changing import Effect, recount, standing
from workflow_api.sla.models import Recount, SlaSegment
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows.models import Workflow

BATCH = 50
# In one run of the schedule, which has other things to do.
BATCHES = 10
ACTOR = Actor.system("sla_recount")
Status = Recount.Status
UNFINISHED = (Status.QUEUED, Status.RUNNING)


def request(
    *,
    actor: Actor,
    reason: str,
    calendar: Calendar | None = None,
    workflow: Workflow | None = None,
) -> Recount | None:
    """Have the tasks concerned recounted; None when there are none. In the change's transaction."""
    total = concerned(calendar=calendar, workflow=workflow).count()
    if not total:
        return None
    return Recount.objects.create(
        calendar=calendar,
        workflow=workflow,
        reason=reason,
        total=total,
        started_by_id=actor.id,
        started_by_name=actor.name,
    )


@transaction.atomic
def request_for_workflow(*, actor: Actor, workflow: Workflow, reason: str) -> Recount | None:
    """Let a workflow's deployed targets, calendar and ladder hold for its older open tasks."""
    run = request(actor=actor, reason=reason, workflow=workflow)
    if run is not None:
        after = {"workflow": workflow.pk, "total": run.total}
        record_about(run, actor=actor, action="recount.requested", after=after, reason=reason)
    return run


def concerned(
    *, calendar: Calendar | None = None, workflow: Workflow | None = None
) -> QuerySet[Task]:
    """The open tasks whose clock goes by something older than what is there now, by id."""
    rows = Task.objects.filter(status__in=OPEN_STATUSES).order_by("pk")
    if calendar is not None:
        by_older = SlaSegment.objects.filter(calendar_version__calendar=calendar, ended_at=None)
        older = by_older.exclude(calendar_version=calendar.current_version_id)
        return rows.filter(pk__in=older.values("task"))
    assert workflow is not None
    rules = Coalesce("sla_version_id", "workflow_version_id")
    own = rows.filter(workflow=workflow).annotate(rules=rules)
    return own.filter(~Q(rules=workflow.current_version_id))


def work() -> None:
    """Go on with the recounts that are not finished, for a while. Any number may run at once."""
    for run in list(Recount.objects.filter(status__in=UNFINISHED).order_by("id")):
        for _ in range(BATCHES):
            if not _batch(run):
                break


def _batch(run: Recount) -> bool:
    """Recount some tasks; False when the run is over, by itself or by somebody."""
    run.refresh_from_db()
    if run.status not in UNFINISHED:
        return False
    tasks = concerned(calendar=run.calendar, workflow=run.workflow)
    ids = list(tasks.filter(pk__gt=run.after_task).values_list("pk", flat=True)[:BATCH])
    effects = [_recount_one(run, task_id) for task_id in ids]
    _keep_progress(run, ids, [effect for effect in effects if effect is not None])
    return bool(ids)


def _keep_progress(run: Recount, ids: list[int], effects: list[Effect]) -> None:
    same = Recount.objects.filter(pk=run.pk, status__in=UNFINISHED, after_task=run.after_task)
    if not ids:
        same.update(status=Status.FINISHED, finished_at=timezone.now(), total=F("done"))
        return
    moved = [each for each in effects if each.before.deadline != each.after.deadline]
    # Of two who did the same batch one counts it: the other finds `after_task` moved on.
    same.update(
        status=Status.RUNNING,
        after_task=ids[-1],
        done=F("done") + len(ids),
        changed=F("changed") + len(moved),
        breached=F("breached") + sum(newly_breached(each) for each in effects),
    )


def newly_breached(effect: Effect) -> bool:
    breached = SlaState.BREACHED
    return effect.after.state == breached and effect.before.state != breached


@transaction.atomic
def _recount_one(run: Recount, task_id: int) -> Effect | None:
    """Let one task follow; None when it is over, or follows already."""
    task = lock(Task.objects.all(), task_id)
    pending = concerned(calendar=run.calendar, workflow=run.workflow).filter(pk=task_id)
    if task is None or not pending.exists():
        return None
    now = timezone.now()
    before = standing(task, now)
    follow(task, run.workflow, run.reason, now)
    item = current_item(task)
    recount(task, item, now=now)
    task.version += 1
    task.save(update_fields=["version", "sla_version", *ledger.COLUMNS])
    effect = Effect(task_id=task.pk, before=before, after=standing(task, now), dry_run=False)
    _write_down(run, task, effect, now)
    publish_all(messages.change(task, item, kind="sla_recounted", actor=ACTOR))
    return effect


def follow(task: Task, workflow: Workflow | None, reason: str, now: datetime) -> None:
    """Let other rules hold for a (locked) task from now on; the caller recounts and saves."""
    if workflow is not None:
        version = workflow.current_version_id
        task.sla_version_id = None if version == task.workflow_version_id else version
    ledger.follow_calendar(task, at=now, reason=reason, actor=ACTOR)


def _write_down(run: Recount, task: Task, effect: Effect, now: datetime) -> None:
    due = effect.after.deadline
    text = f"Recounted: {run.reason}"
    version = ledger.rules_version(task)
    history.event(
        TaskEvent.Kind.SLA_RECOUNTED,
        text,
        task=task,
        actor=ACTOR,
        at=now,
        version_id=version,
        recount=run.pk,
    ).save(force_insert=True)
    record(
        actor=ACTOR,
        action="task.sla_recounted",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before={"deadline": effect.before.deadline and effect.before.deadline.isoformat()},
        after={
            "deadline": due and due.isoformat(),
            "recount": run.pk,
            **history.basis(task, ACTOR, version),
        },
        reason=text,
    )


@transaction.atomic
def cancel(*, actor: Actor, recount_id: int) -> Recount:
    """Stop a recount; tasks that followed already stay as they are. Conflict when it is over."""
    run = Recount.objects.select_for_update().filter(pk=recount_id).first()
    if run is None:
        raise NotFound(f"There is no recount {recount_id}")
    if run.status not in UNFINISHED:
        raise Conflict(f"The recount is {run.status} already")
    run.status, run.finished_at = Status.CANCELLED, timezone.now()
    run.save(update_fields=["status", "finished_at"])
    after = {"done": run.done, "total": run.total}
    record_about(run, actor=actor, action="recount.cancelled", after=after)
    return run
