"""The parts of a workflow: steps and the transitions between them, with their JSON form."""

from dataclasses import dataclass
from typing import Any, Literal

from .conditions import Condition

KINDS = ("task", "approval", "integration", "wait")
POLICIES = ("round_robin", "least_loaded", "manual")
SAME_PERSON_AS = "same_person_as:"
REJECT = "reject"

StepKind = Literal["task", "approval", "integration", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a step is drawn."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A node of a workflow, done by one role.

    `weight` is its share of the SLA. `operation` and `mapping` (request field, ticket field) are
    for integration steps, `wait_seconds` for wait steps, `approvals_needed` for approvals, of
    which `approvers` people are asked (None: as many as are needed).
    """

    key: str
    name: str
    role: str = ""
    kind: StepKind = "task"
    weight: float = 1.0
    order: int = 0
    is_start: bool = False
    is_end: bool = False
    instructions: str = ""
    policy: str = "round_robin"
    escalate_to: str = ""
    comment_required: bool = False
    first_touch_minutes: int | None = None
    approvals_needed: int = 1
    approvers: int | None = None
    checklist: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    operation: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    wait_seconds: int | None = None
    position: Position | None = None

    @property
    def same_person_as(self) -> str | None:
        """Key of the step whose assignee this one wants, when that is its policy."""
        if not self.policy.startswith(SAME_PERSON_AS):
            return None
        return self.policy.removeprefix(SAME_PERSON_AS)

    @property
    def needs_person(self) -> bool:
        return self.kind in ("task", "approval")

    @property
    def seats(self) -> int:
        """How many people work on the step at a time, each with an item of their own."""
        return max(self.approvals_needed, self.approvers or 1) if self.kind == "approval" else 1

    def as_dict(self) -> dict[str, Any]:
        position = self.position
        return {
            "key": self.key,
            "name": self.name,
            "role": self.role,
            "kind": self.kind,
            "weight": self.weight,
            "order": self.order,
            "is_start": self.is_start,
            "is_end": self.is_end,
            "instructions": self.instructions,
            "policy": self.policy,
            "escalate_to": self.escalate_to,
            "comment_required": self.comment_required,
            "first_touch_minutes": self.first_touch_minutes,
            "approvals_needed": self.approvals_needed,
            "approvers": self.approvers,
            "checklist": list(self.checklist),
            "required_fields": list(self.required_fields),
            "operation": self.operation,
            "mapping": dict(self.mapping),
            "wait_seconds": self.wait_seconds,
            "position": {"x": position.x, "y": position.y} if position else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A way out of a step; `target` None ends the workflow.

    `default` marks the branch taken when no condition of the same outcome holds;
    `allowed_roles` narrows who may take it (empty: whoever acts on the step).
    """

    key: str
    source: str
    target: str | None
    label: str = ""
    outcome: str = "done"
    condition: Condition | None = None
    requires_comment: bool = False
    default: bool = False
    allowed_roles: tuple[str, ...] = ()

    @property
    def ends(self) -> bool:
        return self.target is None

    @property
    def rejects(self) -> bool:
        """Whether taking it ends the workflow unsuccessfully."""
        return self.ends and self.outcome == REJECT

    @property
    def completes(self) -> bool:
        """Whether taking it ends the workflow well."""
        return self.ends and self.outcome != REJECT

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "from": self.source,
            "to": self.target,
            "label": self.label,
            "outcome": self.outcome,
            "condition": self.condition.as_dict() if self.condition else None,
            "requires_comment": self.requires_comment,
            "default": self.default,
            "allowed_roles": list(self.allowed_roles),
        }
