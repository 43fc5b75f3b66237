import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.state_machine import (
    MOVES,
    OPEN_STATES,
    IllegalMove,
    TaskState,
    allowed_moves,
    check_move,
)

DOCUMENTED = {
    ("pending", "in_progress"),
    ("in_progress", "completed"),
    ("completed", "closed"),
    ("completed", "in_progress"),
    ("in_progress", "pending"),
    ("in_progress", "pending_external"),
    ("pending_external", "in_progress"),
    ("in_progress", "on_hold"),
    ("on_hold", "in_progress"),
    ("in_progress", "rejected"),
    ("in_progress", "cancelled"),
}


@pytest.mark.parametrize(("source", "target"), sorted(DOCUMENTED))
def test_documented_moves_are_allowed(source, target):
    assert check_move(source, target) == target


@given(st.sampled_from(TaskState), st.sampled_from(TaskState))
def test_a_move_is_either_in_the_table_or_refused_with_what_is(source, target):
    if target in MOVES[source]:
        assert check_move(source, target) is target
        return

    with pytest.raises(IllegalMove) as refused:
        check_move(source, target)

    assert refused.value.allowed == allowed_moves(source)
    assert all(state in str(refused.value) for state in allowed_moves(source))


@given(st.sampled_from(TaskState))
def test_no_state_leads_to_itself(state):
    assert state not in MOVES[state]


@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_open_work_can_always_be_cancelled(state):
    assert TaskState.CANCELLED in MOVES[state]


def test_nothing_leaves_a_closed_task():
    with pytest.raises(IllegalMove, match="it is over"):
        check_move("closed", "in_progress")


def test_a_state_nobody_knows_is_refused():
    with pytest.raises(IllegalMove):
        check_move("pending", "asleep")
