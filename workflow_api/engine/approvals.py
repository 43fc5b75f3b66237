"""When an approval by several people is decided.

One rule: the step ends as soon as the approvals needed are there, or can no longer be reached.
Where as many people are asked as have to approve, the first rejection therefore ends it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .elements import REJECT, Step

RETURN = "return"
Vote = Literal["approve", "reject"]


def vote_of(outcome: str) -> Vote | None:
    """Return what an outcome counts as; None for a question back, which needs no quorum.

    Whatever is neither a rejection nor a return goes on, and so counts as an approval: no way
    forward gets past the quorum by its name.
    """
    if outcome == RETURN:
        return None
    return "reject" if outcome == REJECT else "approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes on one visit of a step that asks `asked` people and needs `needed` of them."""

    needed: int
    asked: int
    approved: int = 0
    rejected: int = 0

    @property
    def verdict(self) -> Vote | None:
        """What is decided; None while it is open."""
        if self.approved >= self.needed:
            return "approve"
        return "reject" if self.asked - self.rejected < self.needed else None


def tally(step: Step, outcomes: Iterable[str]) -> Tally:
    """Count the outcomes that people have chosen on one visit of an approval."""
    votes = [vote_of(outcome) for outcome in outcomes]
    return Tally(
        needed=step.approvals_needed,
        asked=step.seats,
        approved=votes.count("approve"),
        rejected=votes.count("reject"),
    )
