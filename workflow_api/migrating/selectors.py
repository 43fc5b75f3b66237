"""Which tasks a migration would move, and where to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final, Literal

from django.db.models import Count, QuerySet

from shared.errors import FieldError, Invalid, NotFound
from workflow_api.engine.definition import Definition, Step
from workflow_api.engine.moving import Landing, landing
from workflow_api.engine.state_machine import TaskState
from workflow_api.migrating.forecasting import deadlines
from workflow_api.migrating.models import Migration, Move
from workflow_api.tasks.models import Task
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows.models import WorkflowVersion
from workflow_api.workflows.selectors import compiled, version

SHOWN: Final = 200


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Which open tasks of a workflow go to which version; `mapping` as in `Migration`."""

    workflow_id: int
    to_version: int
    from_version: int | None = None
    task_ids: Sequence[int] | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def target_version(self) -> WorkflowVersion:
        """NotFound when the workflow has no such version."""
        return version(self.workflow_id, self.to_version)

    @property
    def target(self) -> Definition:
        return compiled(self.target_version.pk)

    def tasks(self) -> QuerySet[Task]:
        """Those that are not on the target version already."""
        found = Task.objects.filter(workflow=self.workflow_id, status__in=OPEN_STATUSES)
        found = found.exclude(workflow_version=self.target_version)
        if self.from_version is not None:
            found = found.filter(workflow_version__number=self.from_version)
        return found if self.task_ids is None else found.filter(pk__in=self.task_ids)

    def landing(self, version_id: int, step: str, status: str) -> Landing:
        """Where a task at `step` of a version goes on."""
        source = compiled(version_id).step(step)
        return landing(source, self.target, self.mapping, TaskState(status))

    def check(self) -> None:
        """Invalid names what the mapping gets wrong."""
        unknown = [
            FieldError(f"mapping.{old}", f"{new!r} is no step of version {self.to_version}")
            for old, new in self.mapping.items()
            if not self.target.has_step(new)
        ]
        if unknown:
            raise Invalid("The mapping leads nowhere", unknown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What would become of one task; `reassigned`: another role takes over, `anew`: what it is at
    ends. Without a deadline it has none, or its clock stands still."""

    task_id: int
    number: str
    title: str
    from_version: int
    from_step: str
    to_step: str | None
    verdict: Literal["moves", "blocked"]
    reassigned: bool
    anew: bool
    reason: str
    sla_deadline_before: datetime | None
    sla_deadline: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`tasks` are at most SHOWN of `count`; `moves` and `blocked` count all of them."""

    count: int
    moves: int
    blocked: int
    tasks: list[Verdict]


def preview(plan: Plan) -> Preview:
    """What a migration would do if it ran now; nothing is changed."""
    plan.check()
    groups = (
        plan.tasks()
        .order_by()
        .values_list("workflow_version", "current_step", "status")
        .annotate(Count("pk"))
    )
    counted = [(plan.landing(*place), count) for *place, count in groups]
    shown = plan.tasks().select_related("workflow_version").order_by("pk")
    tasks = list(shown.defer("workflow_version__definition")[:SHOWN])
    ways = {t.pk: plan.landing(t.workflow_version_id, t.current_step, t.status) for t in tasks}
    due = deadlines(tasks, ways, plan.target)
    return Preview(
        count=sum(count for _, count in counted),
        moves=sum(count for to, count in counted if to.step),
        blocked=sum(count for to, count in counted if not to.step),
        tasks=[_verdict(task, ways[task.pk], due[task.pk]) for task in tasks],
    )


def _verdict(task: Task, to: Landing, due: datetime | None) -> Verdict:
    source: Step = compiled(task.workflow_version_id).step(task.current_step)
    return Verdict(
        task_id=task.pk,
        number=task.number,
        title=task.title,
        from_version=task.workflow_version.number,
        from_step=source.key,
        to_step=to.step.key if to.step else None,
        verdict="moves" if to.step else "blocked",
        reassigned=to.step is not None and to.step.role != source.role,
        anew=to.anew,
        reason=to.reason,
        sla_deadline_before=task.sla_deadline,
        sla_deadline=due,
    )


def migrations(workflow_id: int) -> QuerySet[Migration]:
    """The migrations of a workflow, newest first."""
    return Migration.objects.filter(workflow=workflow_id).select_related("to_version")


def migration(migration_id: int) -> Migration:
    """One migration; NotFound when there is none."""
    found = Migration.objects.select_related("to_version").filter(pk=migration_id).first()
    if found is None:
        raise NotFound(f"There is no migration {migration_id}")
    return found


def results(migration_id: int) -> QuerySet[Move]:
    """What became of each task of a migration, in the order in which they are moved."""
    rows = Move.objects.filter(migration=migration_id).select_related("task", "from_version")
    return rows.defer("from_version__definition").order_by("id")
