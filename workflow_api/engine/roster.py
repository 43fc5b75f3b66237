"""Turns and open work in a run that nobody lives through, kept apart from the real ones."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from typing import Any

from .assignment import Candidate, Decision, choose

SEATED = "has another seat of this step"
Away = Callable[[int, datetime], str]
"""Why a person gets no work at a moment; empty when they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a role, with the turn they last had and the work they have open."""

    user_id: int
    name: str
    email: str = ""
    turn_no: int = 0
    last_turn_at: datetime | None = None
    open_items: int = 0


def never_away(user_id: int, at: datetime) -> str:
    """Everybody works at any hour."""
    return ""


class Roster:
    """Who can be asked, by role. What it hands out moves its own turns alone."""

    def __init__(self, members: Mapping[str, Sequence[Member]], away: Away = never_away) -> None:
        self._members = members
        self._away = away
        self._turns: dict[str, dict[int, int]] = {}
        self._busy_until: dict[int, list[float]] = {}
        self._roles: dict[int, set[str]] = {}
        for role, of_role in members.items():
            for member in of_role:
                self._roles.setdefault(member.user_id, set()).add(role)

    def knows(self, role: str) -> bool:
        """Whether anybody is in a role."""
        return bool(self._members.get(role))

    def roles_of(self, user_id: int) -> set[str]:
        return self._roles.get(user_id, set())

    def pick(
        self,
        role: str,
        policy: str,
        at: datetime,
        *,
        preferred: int | None = None,
        excluded: Mapping[str, str] | None = None,
        taken: Collection[int] = (),
    ) -> Decision:
        """Decide whose turn it is at a moment, by the engine's own rule, and move the turn.

        `excluded` maps the lower-case address of somebody who must not get it to the reason;
        `taken` are people who have another seat of the same step.
        """
        members = self._members.get(role, ())
        turns = self._turns.setdefault(role, {each.user_id: each.turn_no for each in members})
        candidates = [self._candidate(each, turns, at, excluded or {}, taken) for each in members]
        decision = choose(candidates, policy, preferred=preferred)
        if decision.user_id is not None:
            turns[decision.user_id] = max(turns.values()) + 1
        return decision

    def occupy(self, user_id: int, until: datetime) -> None:
        """Let a person have one more open item until a moment."""
        heappush(self._busy_until.setdefault(user_id, []), until.timestamp())

    def memory(self) -> dict[str, Any]:
        """What it handed out, as JSON, to go on from later."""
        return {
            "turns": {role: _texts(turns) for role, turns in self._turns.items()},
            "busy_until": _texts(self._busy_until),
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on from `memory`; whoever joined a role since has their own turn."""
        for role, turns in memory["turns"].items():
            own = {each.user_id: each.turn_no for each in self._members.get(role, ())}
            self._turns[role] = own | {int(user_id): turn for user_id, turn in turns.items()}
        self._busy_until = {int(user_id): ends for user_id, ends in memory["busy_until"].items()}

    def _candidate(
        self,
        member: Member,
        turns: Mapping[int, int],
        at: datetime,
        excluded: Mapping[str, str],
        taken: Collection[int],
    ) -> Candidate:
        reason = excluded.get(member.email.lower()) or self._away(member.user_id, at)
        if member.user_id in taken:
            reason = SEATED
        return Candidate(
            user_id=member.user_id,
            name=member.name,
            turn_no=turns.get(member.user_id, member.turn_no),
            last_turn_at=member.last_turn_at,
            available=not reason,
            reason=reason,
            open_items=member.open_items + self._open_items(member.user_id, at),
        )

    def _open_items(self, user_id: int, at: datetime) -> int:
        ends = self._busy_until.get(user_id, [])
        while ends and ends[0] <= at.timestamp():
            heappop(ends)
        return len(ends)


def _texts(by_person: Mapping[int, Any]) -> dict[str, Any]:
    return {str(user_id): value for user_id, value in by_person.items()}
