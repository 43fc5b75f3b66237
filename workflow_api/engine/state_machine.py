"""The states of a task and the one table of moves between them."""

from collections.abc import Mapping
from enum import StrEnum


class TaskState(StrEnum):
    """Where a task stands; the values are what the API and the database hold."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    PENDING_EXTERNAL = "pending_external"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    CLOSED = "closed"


_S = TaskState

MOVES: Mapping[TaskState, frozenset[TaskState]] = {
    _S.PENDING: frozenset({_S.IN_PROGRESS, _S.PENDING_EXTERNAL, _S.ON_HOLD, _S.CANCELLED}),
    _S.IN_PROGRESS: frozenset(
        {_S.COMPLETED, _S.PENDING, _S.PENDING_EXTERNAL, _S.ON_HOLD, _S.REJECTED, _S.CANCELLED}
    ),
    _S.PENDING_EXTERNAL: frozenset(
        {_S.IN_PROGRESS, _S.COMPLETED, _S.REJECTED, _S.ON_HOLD, _S.CANCELLED}
    ),
    _S.ON_HOLD: frozenset({_S.PENDING, _S.IN_PROGRESS, _S.PENDING_EXTERNAL, _S.CANCELLED}),
    _S.COMPLETED: frozenset({_S.CLOSED, _S.IN_PROGRESS}),
    _S.REJECTED: frozenset({_S.CLOSED}),
    _S.CANCELLED: frozenset(),
    _S.CLOSED: frozenset(),
}

OPEN_STATES = frozenset({_S.PENDING, _S.IN_PROGRESS, _S.PENDING_EXTERNAL, _S.ON_HOLD})
"""States in which somebody, or another system, still has work to do."""


class IllegalMove(ValueError):
    """A move the table does not hold; `allowed` names the ones it does."""

    def __init__(self, source: TaskState, target: str) -> None:
        self.source = source
        self.target = target
        self.allowed = allowed_moves(source)
        ways = ", ".join(self.allowed) or "nothing: it is over"
        super().__init__(f"A task that is {source} cannot become {target}; allowed: {ways}")


def allowed_moves(source: str) -> list[TaskState]:
    """Return the states a task may go to from `source`, in the order of the states."""
    moves = MOVES[TaskState(source)]
    return [state for state in TaskState if state in moves]


def check_move(source: str, target: str) -> TaskState:
    """Return `target` as a state, or raise IllegalMove naming what is allowed."""
    state = TaskState(source)
    if target not in MOVES[state]:
        raise IllegalMove(state, target)
    return TaskState(target)
