"""A workflow's graph with what goes on in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from workflow_api.live.models import StepFlow, WayFlow
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES, OPEN_STATUSES
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStep:
    """Open tasks at a step now, and how the visits of the last 30 days went; times in seconds,
    None when nobody left the step in that time."""

    key: str
    open: int = 0
    at_risk: int = 0
    breached: int = 0
    unassigned: int = 0
    visits_30d: int = 0
    dwell_median_seconds: int | None = None
    dwell_p90_seconds: int | None = None
    waiting_median_seconds: int | None = None
    waiting_p90_seconds: int | None = None
    working_median_seconds: int | None = None
    working_p90_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveGraph:
    """`taken` by transition; `added_up_at` is how old the 30 days are, None before the first."""

    steps: list[LiveStep]
    taken: dict[str, int]
    at: datetime
    added_up_at: datetime | None


def live(workflow: Workflow) -> LiveGraph:
    """What goes on at the steps of the draft and of the versions that tasks run on.

    Its cost grows with the tasks that are open, not with those that are over.
    """
    now = timezone.now()
    counts, nobody = _open(workflow, now), _unassigned(workflow)
    flows = {flow.step_key: flow for flow in StepFlow.objects.filter(workflow=workflow)}
    taken = dict(WayFlow.objects.filter(workflow=workflow).values_list("transition", "taken"))
    keys = {step.key: None for step in workflow.steps.all()} | dict.fromkeys([*counts, *flows])
    return LiveGraph(
        steps=[_step(key, counts.get(key, {}), nobody.get(key, 0), flows.get(key)) for key in keys],
        taken={way.key: 0 for way in workflow.transitions.all()} | taken,
        at=now,
        added_up_at=next((flow.added_up_at for flow in flows.values()), None),
    )


def open_tasks(workflow: Workflow) -> QuerySet[Task]:
    """Those that are counted."""
    return Task.objects.filter(workflow=workflow, status__in=OPEN_STATUSES).order_by()


def _open(workflow: Workflow, now: datetime) -> dict[str, dict[str, int]]:
    counts = {
        "open": Count("pk"),
        "at_risk": Count("pk", filter=Q(sla_at_risk_at__lte=now, sla_deadline__gt=now)),
        "breached": Count("pk", filter=Q(sla_deadline__lte=now)),
    }
    rows = open_tasks(workflow).values_list("current_step").annotate(**counts)
    return {key: dict(zip(counts, row, strict=True)) for key, *row in rows}


def _unassigned(workflow: Workflow) -> dict[str, int]:
    """Steps of other systems have nobody by design."""
    nobody = TaskItem.objects.filter(
        task__workflow=workflow, status__in=OPEN_ITEM_STATUSES, assignee_id=None
    )
    counted = nobody.order_by().values_list("step_key").annotate(Count("pk"))
    by_machine = _by_machine(workflow)
    return {key: count for key, count in counted if key not in by_machine}


def _by_machine(workflow: Workflow) -> set[str]:
    if workflow.current_version_id is None:
        return set()
    definition = compiled(workflow.current_version_id)
    return {step.key for step in definition.steps if not step.needs_person}


def _step(key: str, counts: dict[str, int], unassigned: int, flow: StepFlow | None) -> LiveStep:
    if flow is None:
        return LiveStep(key=key, unassigned=unassigned, **counts)
    return LiveStep(
        key=key,
        unassigned=unassigned,
        visits_30d=flow.visits,
        dwell_median_seconds=flow.dwell_median,
        dwell_p90_seconds=flow.dwell_p90,
        waiting_median_seconds=flow.waiting_median,
        waiting_p90_seconds=flow.waiting_p90,
        working_median_seconds=flow.working_median,
        working_p90_seconds=flow.working_p90,
        **counts,
    )
