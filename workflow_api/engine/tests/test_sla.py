from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.sla import (
    Segment,
    SlaState,
    deadline,
    main_path,
    sla_state,
    step_share,
    used_fraction,
    used_seconds,
)
from workflow_api.engine.tests.strategies import definitions

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR = 3_600
stretches = st.lists(
    st.tuples(st.sampled_from(["running", "paused"]), st.integers(1, 5 * HOUR)),
    min_size=1,
    max_size=6,
)


def at(hours):
    return START + timedelta(hours=hours)


def ledger(parts, *, last_open=True):
    """Segments that follow each other without a gap."""
    segments, moment = [], START
    for number, (kind, seconds) in enumerate(parts, start=1):
        ended = moment + timedelta(seconds=seconds)
        still = last_open and number == len(parts)
        segments.append(Segment(kind, moment, None if still else ended))
        moment = ended
    return segments


@given(stretches, st.integers(1, 20 * HOUR))
def test_at_the_deadline_exactly_the_target_is_used(parts, target):
    segments = ledger(parts)
    due = deadline(START, target, segments)
    if due is None:
        return

    assert used_seconds(due, START, segments) == target
    assert sla_state(due, START, target, segments) == SlaState.BREACHED
    assert used_fraction(due - timedelta(seconds=1), START, target, segments) < 1


@given(stretches, st.integers(1, 20 * HOUR))
def test_there_is_no_deadline_only_while_paused_with_time_left(parts, target):
    segments = ledger(parts)
    running = sum(seconds for kind, seconds in parts[:-1] if kind == "running")

    waits = parts[-1][0] == "paused" and running < target
    assert (deadline(START, target, segments) is None) == waits


@given(st.lists(st.integers(1, HOUR), min_size=1, max_size=5), st.integers(1, HOUR))
def test_cutting_running_time_into_pieces_changes_nothing(pieces, target):
    segments = ledger([("running", seconds) for seconds in pieces])

    assert deadline(START, target, segments) == deadline(START, target)


@given(stretches, st.integers(1, 20 * HOUR), st.integers(1, 10 * HOUR))
def test_an_adjustment_moves_the_deadline_by_what_it_grants(parts, target, granted):
    segments = ledger([*parts, ("running", 1)])
    plain = deadline(START, target, segments)
    adjusted = [*segments, Segment("adjusted", START, START, seconds=granted)]

    moved = deadline(START, target, adjusted)

    assert plain is not None
    assert moved is not None
    assert moved >= plain + timedelta(seconds=granted)
    assert used_seconds(moved, START, adjusted) == target + granted


def test_a_pause_is_not_counted():
    segments = ledger([("running", HOUR), ("paused", 5 * HOUR), ("running", 1)])

    assert deadline(START, 2 * HOUR, segments) == at(7)


def test_after_a_pause_that_ended_the_rest_is_counted_from_its_end():
    segments = ledger([("running", HOUR), ("paused", 5 * HOUR)], last_open=False)

    assert deadline(START, 2 * HOUR, segments) == at(7)


def test_a_deadline_that_passed_before_a_pause_stays():
    segments = ledger([("running", 2 * HOUR), ("paused", HOUR)])

    assert deadline(START, HOUR, segments) == at(1)
    assert sla_state(at(3), START, HOUR, segments) == SlaState.BREACHED


def test_a_closed_ledger_keeps_the_deadline_it_had():
    segments = ledger([("running", HOUR)], last_open=False)

    assert deadline(START, 4 * HOUR, segments) == at(4)
    assert used_fraction(at(100), START, 4 * HOUR, segments) == 0.25


def test_without_a_target_there_is_nothing_to_breach():
    assert deadline(START, None) is None
    assert sla_state(at(1000), START, None) == SlaState.OK


def test_the_state_goes_from_ok_over_at_risk_to_breached():
    states = [sla_state(at(hours), START, 4 * HOUR) for hours in (0, 2.9, 3, 3.9, 4)]

    assert states == ["ok", "ok", "at_risk", "at_risk", "breached"]


def test_while_the_clock_stands_still_the_state_says_so():
    segments = ledger([("running", HOUR), ("paused", 1)])

    assert sla_state(at(50), START, 4 * HOUR, segments) == SlaState.PAUSED


def test_working_time_is_the_calendars_affair():
    class Mornings:
        """Works from 8 to 12 UTC every day."""

        def working_seconds(self, start, end):
            return 0.0

        def add(self, start, seconds):
            days, rest = divmod(seconds, 4 * HOUR)
            opening = start.replace(hour=8, minute=0)
            return opening + timedelta(days=days, seconds=rest)

    due = deadline(at(-1), 6 * HOUR, [], Mornings())

    assert due == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_a_step_gets_its_weights_share_of_the_main_path():
    ways = [
        {"from": "a", "to": "c", "outcome": "return"},
        {"from": "a", "to": "b"},
        {"from": "b", "outcome": "reject"},
        {"from": "b", "to": "a", "outcome": "return"},
        {"from": "b", "outcome": "approve"},
    ]
    steps = [{"key": "a", "weight": 3, "is_start": True}, {"key": "b"}, {"key": "c", "weight": 9}]
    definition = compile_definition({"steps": steps, "transitions": ways})

    assert [step.key for step in main_path(definition)] == ["a", "b"]
    assert [step_share(definition, key) for key in "abc"] == [0.75, 0.25, 1.0]


@given(definitions)
def test_the_shares_of_the_main_path_add_up_to_the_whole(definition):
    if not any(step.is_start for step in definition.steps):
        return
    path = main_path(definition)
    if any(step.weight <= 0.01 for step in path):
        return

    assert abs(sum(step_share(definition, step.key) for step in path) - 1) < 1e-9
    assert len({step.key for step in path}) == len(path)
