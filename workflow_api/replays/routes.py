"""Which workflow a ticket of the past gets: among those deployed, and with the tried one there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from workflow_api.engine.definition import Definition
from workflow_api.engine.simulation import Plan
from workflow_api.replays.clocks import plans
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.selectors import compiled

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Route:
    """A workflow that takes tickets, with the definition they would run on."""

    workflow_id: int
    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Routes:
    """Deployed workflows by what they take; at most one for each key."""

    by_key: Mapping[Key, Route]

    @classmethod
    def of(cls, version_ids: Iterable[int]) -> Self:
        """Those that were deployed when a replay was asked for."""
        versions = WorkflowVersion.objects.filter(pk__in=version_ids).select_related("workflow")
        found = list(versions.defer("definition").order_by("pk"))
        made = plans(compiled(version.pk) for version in found)
        return cls(
            {
                key_of(plan.definition): Route(version.workflow_id, version.workflow.name, plan)
                for version, plan in zip(found, made, strict=True)
            }
        )

    def with_(self, workflow_id: int, name: str, definition: Definition) -> "Routes":
        """As if `definition` were deployed now; it takes the place of whatever answers to its
        key, and of the workflow's present version."""
        others = {
            key: route for key, route in self.by_key.items() if route.workflow_id != workflow_id
        }
        [plan] = plans([definition])
        return Routes({**others, key_of(definition): Route(workflow_id, name, plan)})

    def match(self, category: str, sub_category: str, department: str) -> Route | None:
        """The rule of `workflows.selectors.match_workflow`, in memory."""
        folded = fold(category, sub_category, department)
        return self.by_key.get(folded) or self.by_key.get((*folded[:2], ""))


def deployed_versions() -> list[int]:
    """The versions that tickets run on now."""
    live = Workflow.objects.filter(status=Workflow.Status.DEPLOYED).order_by("id")
    return [pk for pk in live.values_list("current_version_id", flat=True) if pk is not None]


def key_of(definition: Definition) -> Key:
    return fold(definition.category, definition.sub_category, definition.department)


def fold(*parts: str) -> Key:
    category, sub_category, department = (part.strip().lower() for part in parts)
    return category, sub_category, department
