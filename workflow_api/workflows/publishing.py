"""What deploying the draft would do: to the rules, and to the tasks on their way."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.db.models.functions import Lower, Trim

from workflow_api.engine.comparing import Change, compare
from workflow_api.engine.definition import Definition, definition_hash
from workflow_api.engine.moving import StepVerdict, step_verdict
from workflow_api.engine.validation import Problem
from workflow_api.tasks.models import Task
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows import drafts
from workflow_api.workflows.judging import judge
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True)
class RunningStep:
    """Open tasks at one step, and what a move to the draft would need for them."""

    key: str
    name: str
    count: int
    verdict: StepVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`changes` are against what is deployed; `next_version` is what deploying would make."""

    problems: list[Problem]
    changes: list[Change]
    running: list[RunningStep]
    competes_with: list[Workflow]
    next_version: int

    @property
    def running_count(self) -> int:
        return sum(step.count for step in self.running)


def effect_of_deploying(workflow: Workflow) -> Effect:
    """Judge the draft as `deploy` would find it now; nothing is changed."""
    draft = drafts.compiled_draft(workflow)
    current = workflow.current_version_id
    return Effect(
        problems=judge(draft),
        changes=compare(compiled(current), draft) if current else [],
        running=running_steps(workflow, draft),
        competes_with=competitors(workflow),
        next_version=_next_version(workflow, draft),
    )


def running_steps(workflow: Workflow, target: Definition) -> list[RunningStep]:
    """The open tasks of a workflow by the step they are at, on whatever version they run."""
    rows = (
        Task.objects.filter(workflow=workflow, status__in=OPEN_STATUSES)
        .order_by()
        .values_list("workflow_version_id", "current_step")
        .annotate(Count("pk"))
    )
    found: dict[str, RunningStep] = {}
    for version_id, key, count in sorted(rows):
        source = compiled(version_id)
        before = found[key].count if key in found else 0
        verdict = step_verdict(source.step(key), target)
        found[key] = RunningStep(key, source.step(key).name, before + count, verdict)
    return sorted(found.values(), key=lambda step: (-step.count, step.name))


def competitors(workflow: Workflow) -> list[Workflow]:
    """The other deployed workflows of the same match: deploying is refused while there is one."""
    same = {
        f"folded_{field}": getattr(workflow, field).strip().lower()
        for field in ("category", "sub_category", "department")
    }
    folded = {name: Lower(Trim(name.removeprefix("folded_"))) for name in same}
    deployed = Workflow.objects.filter(~Q(pk=workflow.pk), status=Workflow.Status.DEPLOYED)
    return list(deployed.annotate(**folded).filter(**same).order_by("name"))


def _next_version(workflow: Workflow, draft: Definition) -> int:
    current = workflow.current_version
    if current and current.hash == definition_hash(draft):
        return current.number
    return (workflow.versions.aggregate(last=Max("number"))["last"] or 0) + 1
