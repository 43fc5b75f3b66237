"""The permission table (specification: domain.md, Roles and permissions), once and as data.

Which rows a reach covers is decided where the rows are: each service's `visible_to` and rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TTS: Final = "TTS"


class Action(StrEnum):
    SEE_TASKS = "tasks.see"
    ACT = "tasks.act"
    HAND_ON = "tasks.hand_on"
    DIRECT = "tasks.direct"
    READ_WORKFLOWS = "workflows.read"
    EDIT_WORKFLOWS = "workflows.edit"
    READ_MACROS = "macros.read"
    USE_MACROS = "macros.use"
    SHARE_MACROS = "macros.share"
    READ_ADMINISTRATION = "administration.read"
    ADMINISTER = "administration.edit"
    REPORTS = "reports.read"
    AUDIT = "audit.read"


class Reach(StrEnum):
    """How far a right goes, the farthest first."""

    ALL = "all"
    DEPARTMENT = "department"
    OWNED = "owned"
    OWN = "own"


class Kind(StrEnum):
    ADMIN = "Admin"
    MANAGER = "Manager"
    COORDINATOR = "Ticket Coordinator"
    REQUESTER = "Requester"
    AUDITOR = "Auditor"
    AGENT = "any step role"


NAMED: Final = {kind.value: kind for kind in Kind if kind is not Kind.AGENT}

A, M, C, G, R, U = (
    Kind.ADMIN,
    Kind.MANAGER,
    Kind.COORDINATOR,
    Kind.AGENT,
    Kind.REQUESTER,
    Kind.AUDITOR,
)
ALL, DEPARTMENT, OWNED, OWN = Reach.ALL, Reach.DEPARTMENT, Reach.OWNED, Reach.OWN
TABLE: Final[dict[Action, dict[Kind, Reach]]] = {
    Action.SEE_TASKS: {A: ALL, M: DEPARTMENT, C: OWNED, G: OWN, R: OWN, U: ALL},
    Action.ACT: {A: ALL, C: OWN, G: OWN},
    Action.HAND_ON: {A: ALL, M: OWN, C: OWN, G: OWN},
    Action.DIRECT: {A: ALL, M: DEPARTMENT, C: OWNED},
    Action.READ_WORKFLOWS: {A: ALL, M: ALL, C: ALL, G: ALL, U: ALL},
    Action.EDIT_WORKFLOWS: {A: ALL},
    # Own: one's personal ones and those of one's roles (docs/decisions/0034).
    Action.READ_MACROS: {A: ALL, M: OWN, C: OWN, G: OWN, U: ALL},
    Action.USE_MACROS: {A: ALL, M: OWN, C: OWN, G: OWN},
    Action.SHARE_MACROS: {A: ALL, M: OWN, C: OWN},
    Action.READ_ADMINISTRATION: {A: ALL, U: ALL},
    Action.ADMINISTER: {A: ALL},
    Action.REPORTS: {A: ALL, M: DEPARTMENT, C: OWNED, G: OWN, U: ALL},
    Action.AUDIT: {A: ALL, U: ALL},
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`because` are the roles that allow it, with how far; `needed` those that would, when none
    does."""

    action: Action
    reach: Reach | None
    because: tuple[tuple[str, Reach], ...]
    needed: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return self.reach is not None


def kind_of(role: str) -> Kind:
    """What a role of TTS counts as; whoever made it up later, it is a step's role."""
    return NAMED.get(role, Kind.AGENT)


def decide(roles: Iterable[tuple[str, str]], action: Action) -> Verdict:
    """What these (system, role) pairs allow; roles of other systems allow nothing in TTS."""
    granted = TABLE[action]
    held = sorted(role for system, role in roles if system == TTS)
    because = tuple((role, granted[kind_of(role)]) for role in held if kind_of(role) in granted)
    reaches = {reach for _, reach in because}
    reach = next((reach for reach in Reach if reach in reaches), None)
    needed = () if because else tuple(kind.value for kind in granted)
    return Verdict(action=action, reach=reach, because=because, needed=needed)
