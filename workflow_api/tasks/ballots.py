"""The votes of an approval by several people, as people see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workflow_api.engine.approvals import tally, vote_of
from workflow_api.engine.definition import Step
from workflow_api.tasks.models import Task, TaskItem

CHOICES = ["waiting", "approve", "reject"]
GIVEN = TaskItem.Status.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One approver's vote; `user_id` is empty while the seat waits for somebody."""

    item_id: int
    user_id: int | None
    name: str | None
    vote: Literal["waiting", "approve", "reject"]
    by: str | None
    at: datetime | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """How an approval by several people stands: `needed` of `asked` have to approve."""

    needed: int
    asked: int
    approved: int
    rejected: int
    ballots: list[Ballot]


def of_visit(task: Task, items: Iterable[TaskItem]) -> list[TaskItem]:
    """Those of a task's items that belong to the present visit of its current step."""
    return [i for i in items if i.pk >= task.visit_from and i.step_key == task.current_step]


def takes_part(item: TaskItem) -> bool:
    """Whether its person has a vote, given or not; whoever handed theirs on has none."""
    return item.is_open or item.status == GIVEN


def approvals(task: Task, step: Step, items: Iterable[TaskItem]) -> Approvals | None:
    """The votes on the present visit; None unless several people are asked."""
    if step.seats == 1:
        return None
    here = of_visit(task, items)
    votes = tally(step, [item.outcome for item in here if item.status == GIVEN])
    return Approvals(
        needed=votes.needed,
        asked=votes.asked,
        approved=votes.approved,
        rejected=votes.rejected,
        ballots=[_ballot(item) for item in here if takes_part(item)],
    )


def _ballot(item: TaskItem) -> Ballot:
    given = (vote_of(item.outcome) or "waiting") if item.status == GIVEN else "waiting"
    return Ballot(
        item_id=item.pk,
        user_id=item.assignee_id,
        name=item.assignee_name or None,
        vote=given,
        by=item.closed_by_name or None,
        at=item.closed_at,
        notes=item.notes,
    )
