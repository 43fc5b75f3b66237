"""Which workflow a ticket gets, and why the others that might have had it did not.

The rules (specification: domain.md, Matching): first the deployed workflow of the ticket's own
department, second the deployed one for any department. Category and sub-category are the same
for all offers, which is for the caller to see to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

DEPLOYED: Final = "deployed"
OWN_DEPARTMENT: Final = 1
ANY_DEPARTMENT: Final = 2
BY_HAND: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A workflow that takes tickets of the category; an empty department is any."""

    workflow_id: int
    name: str
    department: str
    status: str


@dataclass(frozen=True, slots=True)
class Loser:
    """A workflow that did not get the ticket, and the reason in words."""

    workflow_id: int
    name: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return {"workflow_id": self.workflow_id, "name": self.name, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`winner` and `rule` are None when no workflow takes the ticket."""

    winner: Offer | None
    rule: int | None
    losers: tuple[Loser, ...]


def judge(department: str, offers: Iterable[Offer]) -> Judgement:
    """Choose among workflows of a ticket's category and sub-category."""
    everybody = sorted(offers, key=lambda offer: (offer.name, offer.workflow_id))
    live = {fold(each.department): each for each in everybody if each.status == DEPLOYED}
    own = live.get(fold(department))
    winner = own or live.get("")
    rule = None
    if winner is not None:
        rule = OWN_DEPARTMENT if fold(winner.department) else ANY_DEPARTMENT
    losers = tuple(
        Loser(each.workflow_id, each.name, _why_not(each, department, winner))
        for each in everybody
        if each is not winner
    )
    return Judgement(winner, rule, losers)


def fold(text: str) -> str:
    """Comparison is trimmed and in any case."""
    return text.strip().lower()


def _why_not(offer: Offer, department: str, winner: Offer | None) -> str:
    takes = fold(offer.department)
    if takes and takes != fold(department):
        return f"takes department {offer.department.strip()} only"
    if offer.status != DEPLOYED:
        return f"is not deployed ({offer.status})"
    named = winner.name if winner else "another workflow"
    return f"is for any department; {named} is for this one"
