"""Why nothing took a ticket: the workflows that nearly did."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import TextChoices

from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow

SHOWN = 3
# "Net work" is close to "Network", "Budget" is not close to "Asset".
SIMILAR = 0.8


class Obstacle(TextChoices):
    """What keeps a workflow from taking a ticket, the smallest obstacle first."""

    DEPLOYMENT = "deployment"
    DEPARTMENT = "department"
    SUB_CATEGORY = "sub_category"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Near:
    workflow: Workflow
    obstacle: Obstacle


def candidates() -> list[Workflow]:
    """Every workflow that could take tickets, now or after it is deployed."""
    return list(Workflow.objects.exclude(status=Workflow.Status.ARCHIVED).order_by("name", "id"))


def nearest(ticket: WorkflowTicket, among: Sequence[Workflow]) -> list[Near]:
    """At most three, the nearest first."""
    near = [Near(each, found) for each in among if (found := _obstacle(ticket, each))]
    order = list(Obstacle)
    return sorted(near, key=lambda one: order.index(one.obstacle))[:SHOWN]


def _obstacle(ticket: WorkflowTicket, workflow: Workflow) -> Obstacle | None:
    live = workflow.status == Workflow.Status.DEPLOYED
    same = _folded(ticket.category) == _folded(workflow.category)
    same_sub = _folded(ticket.sub_category) == _folded(workflow.sub_category)
    if same and same_sub:
        return Obstacle.DEPARTMENT if live else Obstacle.DEPLOYMENT
    if not live:
        return None
    if same:
        return Obstacle.SUB_CATEGORY
    return Obstacle.SPELLING if _similar(ticket, workflow) else None


def _similar(ticket: WorkflowTicket, workflow: Workflow) -> bool:
    match = SequenceMatcher(a=_kind(ticket), b=_kind(workflow))
    return bool(match.real_quick_ratio() >= SIMILAR and match.ratio() >= SIMILAR)


def _kind(one: WorkflowTicket | Workflow) -> str:
    return _folded(f"{one.category} {one.sub_category}")


def _folded(text: str) -> str:
    return text.strip().lower()
