"""What is asked of workflows: the definition of a version, and which version a ticket gets."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact

from shared.errors import NotFound
from workflow_api.engine import matching
from workflow_api.engine.definition import Definition, compile_definition
from workflow_api.workflows.models import Workflow, WorkflowVersion

CACHED_VERSIONS = 512


@dataclass(frozen=True, slots=True)
class Match:
    """The version a ticket runs on; `rule` says in words why, `number` which rule it was."""

    version: WorkflowVersion
    rule: str
    number: int = matching.BY_HAND
    losers: tuple[matching.Loser, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version as people name it and as the engine executes it."""

    number: int
    definition: Definition


@lru_cache(maxsize=CACHED_VERSIONS)
def frozen(version_id: int) -> Frozen:
    """A version. Versions never change, so it is kept."""
    version = WorkflowVersion.objects.get(pk=version_id)
    return Frozen(version.number, compile_definition(version.definition))


def compiled(version_id: int) -> Definition:
    """The executable definition of a version."""
    return frozen(version_id).definition


def match_workflow(category: str, sub_category: str, department: str = "") -> Match | None:
    """The deployed workflow for a ticket, or None (the ticket is unrouted).

    First the one of the same category, sub-category and department, else the one of the same
    category and sub-category for any department (specification: domain.md, Matching). Compared
    trimmed and in any case.
    """
    found = _takers_of(category, sub_category)
    judgement = matching.judge(department, [offer_of(each) for each in found])
    winner = judgement.winner
    workflow = next((each for each in found if winner and each.pk == winner.workflow_id), None)
    if workflow is None or workflow.current_version is None or judgement.rule is None:
        return None
    return Match(
        version=workflow.current_version,
        rule=_rule(workflow),
        number=judgement.rule,
        losers=judgement.losers,
    )


def _takers_of(category: str, sub_category: str) -> list[Workflow]:
    """Whatever takes such tickets, or would if it were deployed."""
    found = Workflow.objects.filter(
        _same("category", category), _same("sub_category", sub_category)
    )
    kept = found.exclude(status=Workflow.Status.ARCHIVED).select_related("current_version")
    return list(kept.defer("current_version__definition", "description"))


def offer_of(workflow: Workflow) -> matching.Offer:
    return matching.Offer(
        workflow_id=workflow.pk,
        name=workflow.name,
        department=workflow.department,
        status=workflow.status,
    )


def workflows() -> QuerySet[Workflow]:
    """All workflows with what lists show of them."""
    return Workflow.objects.annotate(
        version_number=F("current_version__number"), step_count=Count("steps")
    ).order_by("name", "id")


def workflow(workflow_id: int) -> Workflow:
    """One of `workflows()`; NotFound when there is none."""
    found = workflows().filter(pk=workflow_id).first()
    if found is None:
        raise NotFound(f"There is no workflow {workflow_id}")
    return found


def versions(workflow_id: int) -> QuerySet[WorkflowVersion]:
    """The versions of a workflow, newest first, without their definitions."""
    return WorkflowVersion.objects.filter(workflow=workflow_id).defer("definition")


def version(workflow_id: int, number: int) -> WorkflowVersion:
    """One version; NotFound when there is none of that number."""
    found = WorkflowVersion.objects.filter(workflow=workflow_id, number=number).first()
    if found is None:
        raise NotFound(f"Workflow {workflow_id} has no version {number}")
    return found


def categories() -> list[dict[str, str]]:
    """Each `{category, sub_category}` with a deployed workflow, once, in order."""
    pairs = Workflow.objects.filter(status=Workflow.Status.DEPLOYED).values_list(
        Trim("category"), Trim("sub_category")
    )
    once = {(category.lower(), sub.lower()): (category, sub) for category, sub in pairs}
    return [
        {"category": category, "sub_category": sub} for _, (category, sub) in sorted(once.items())
    ]


def _same(column: str, text: str) -> Q:
    """Compare as the unique constraint folds, so that at most one row of each rule exists."""
    return Q(Exact(Lower(Trim(column)), Lower(Trim(Value(text)))))


def _rule(workflow: Workflow) -> str:
    where = f"category {workflow.category} and sub-category {workflow.sub_category}"
    if workflow.department.strip():
        return f"{workflow.name}: matches {where} in department {workflow.department}"
    return f"{workflow.name}: matches {where} for any department"
