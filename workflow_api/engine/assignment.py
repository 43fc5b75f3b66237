"""Who gets a step: a pure choice among candidates, with the reasons kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .elements import SAME_PERSON_AS

NOBODY = "nobody is available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member of the step's role.

    `turn_no` is the number of their last turn in a sequence that only rises (0: never had one);
    `last_turn_at` is when that was; `owed` counts turns that came back unused and are theirs still.
    `reason` says why somebody is not available, `barred` that it is for this piece of work alone.
    """

    user_id: int
    name: str
    last_turn_at: datetime | None = None
    turn_no: int = 0
    owed: int = 0
    available: bool = True
    barred: bool = False
    reason: str = ""
    open_items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A candidate who was passed over."""

    user_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome: `user_id` None leaves the item unassigned; `reason` is why, in words.

    `considered` is everybody who could have had it, in the order of the queue. `yielded` are those
    whose turn had come but who were barred from this piece of work: a turn is still theirs.
    """

    user_id: int | None
    policy: str
    reason: str
    considered: tuple[Candidate, ...]
    skipped: tuple[Skipped, ...]
    yielded: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON that is stored to explain the decision later."""
        return {
            "user_id": self.user_id,
            "policy": self.policy,
            "reason": self.reason,
            "considered": [
                {
                    "user_id": each.user_id,
                    "name": each.name,
                    "turn_no": each.turn_no,
                    "last_turn_at": each.last_turn_at and each.last_turn_at.isoformat(),
                    "open_items": each.open_items,
                }
                for each in self.considered
            ],
            "skipped": [
                {"user_id": each.user_id, "name": each.name, "reason": each.reason}
                for each in self.skipped
            ],
        }


def choose(
    candidates: Iterable[Candidate],
    policy: str = "round_robin",
    *,
    preferred: int | None = None,
    stand_in: int | None = None,
) -> Decision:
    """Return who is next by `policy`.

    `preferred` is the person of the step that a `same_person_as:` policy names; when they are
    not available it is `stand_in`, or the turn goes round as usual.
    """
    everybody = sorted(candidates, key=_turn)
    free = [each for each in everybody if each.available]
    skipped = [
        Skipped(user_id=each.user_id, name=each.name, reason=each.reason or "not available")
        for each in everybody
        if not each.available
    ]
    winner, reason = _winner(free, policy, preferred, stand_in)
    return Decision(
        user_id=winner.user_id if winner else None,
        policy=policy,
        reason=reason,
        considered=tuple(free),
        skipped=tuple(skipped),
        yielded=_yielded(everybody, free, winner),
    )


def _yielded(
    everybody: Sequence[Candidate], free: Sequence[Candidate], winner: Candidate | None
) -> tuple[int, ...]:
    """Without this, being barred again and again would save work instead of putting it off."""
    if winner is None or winner.owed or winner != free[0]:
        return ()
    barred = [each for each in everybody if each.barred and not each.available]
    before = [each for each in barred if _place(each) < _place(winner)]
    return tuple(each.user_id for each in sorted(before, key=_place))


def _winner(
    free: Sequence[Candidate], policy: str, preferred: int | None, stand_in: int | None
) -> tuple[Candidate | None, str]:
    if policy == "manual":
        return None, "waits to be claimed"
    if not free:
        return None, NOBODY
    if policy == "least_loaded":
        return min(free, key=lambda each: each.open_items), "has the fewest open items"
    if policy.startswith(SAME_PERSON_AS):
        step = policy.removeprefix(SAME_PERSON_AS)
        able = {each.user_id: each for each in free}
        if preferred in able:
            return able[preferred], f"did step {step}"
        if stand_in in able:
            return able[stand_in], f"stands in for the person of step {step}"
        return free[0], f"the person of step {step} is not available; {_why_next(free[0])}"
    return free[0], _why_next(free[0])


def _why_next(candidate: Candidate) -> str:
    if candidate.owed:
        return "is owed a turn that came back"
    if candidate.turn_no == 0 and candidate.last_turn_at is None:
        return "has not had a turn yet"
    return "had the last turn longest ago"


def _turn(candidate: Candidate) -> tuple[bool, tuple[bool, int, float, int]]:
    return candidate.owed == 0, _place(candidate)


def _place(candidate: Candidate) -> tuple[bool, int, float, int]:
    """Where somebody stands in the round, whatever they are owed."""
    at = candidate.last_turn_at
    had_one = at is not None or candidate.turn_no > 0
    return had_one, candidate.turn_no, at.timestamp() if at else 0.0, candidate.user_id
