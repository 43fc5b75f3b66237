from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.assignment import Candidate, choose

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
PEOPLE = [Candidate(user_id=number, name=f"P{number}") for number in range(1, 6)]

candidates = st.lists(
    st.builds(
        Candidate,
        user_id=st.integers(1, 50),
        name=st.just("P"),
        turn_no=st.integers(0, 20),
        available=st.booleans(),
        reason=st.sampled_from(["", "on leave"]),
        open_items=st.integers(0, 9),
    ),
    max_size=8,
    unique_by=lambda each: each.user_id,
)


def take_turns(people, turns, available=lambda turn, user_id: True):
    """Give out turns the way a database would: the winner's turn number is the highest yet."""
    last = dict.fromkeys((each.user_id for each in people), 0)
    won = []
    for turn in range(1, turns + 1):
        decision = choose(
            Candidate(user_id=user_id, name="P", turn_no=no, available=available(turn, user_id))
            for user_id, no in last.items()
        )
        if decision.user_id is not None:
            last[decision.user_id] = turn
            won.append(decision.user_id)
    return won


@given(st.integers(1, 5), st.integers(0, 40))
def test_turns_go_round_evenly(people, turns):
    shares = Counter(take_turns(PEOPLE[:people], turns))

    counts = [shares[each.user_id] for each in PEOPLE[:people]]
    assert max(counts) - min(counts) <= 1


@given(st.integers(2, 5), st.sets(st.tuples(st.integers(1, 30), st.integers(1, 5))))
def test_nobody_unavailable_gets_a_turn_and_nobody_available_waits_too_long(people, away):
    def available(turn, user_id):
        return (turn, user_id) not in away

    won = take_turns(PEOPLE[:people], 30, available)

    expected = [t for t in range(1, 31) if any(available(t, u) for u in range(1, people + 1))]
    assert len(won) == len(expected)
    assert all(available(turn, user) for turn, user in zip(expected, won, strict=True))


@given(candidates, st.sampled_from(["round_robin", "least_loaded", "same_person_as:a"]))
def test_every_candidate_is_either_considered_or_skipped_with_a_reason(people, policy):
    decision = choose(people, policy)

    considered = {each.user_id for each in decision.considered}
    skipped = {each.user_id for each in decision.skipped}
    assert considered == {each.user_id for each in people if each.available}
    assert skipped == {each.user_id for each in people if not each.available}
    assert all(each.reason for each in decision.skipped)
    assert (decision.user_id in considered) == bool(considered)


@given(candidates)
def test_the_order_of_the_candidates_does_not_matter(people):
    assert choose(people) == choose(reversed(people))


def test_who_never_had_a_turn_is_first():
    veteran = Candidate(user_id=1, name="V", turn_no=3, last_turn_at=NOW - timedelta(days=9))
    newcomer = Candidate(user_id=2, name="N")

    decision = choose([veteran, newcomer])

    assert (decision.user_id, decision.reason) == (2, "has not had a turn yet")


def test_without_turn_numbers_the_time_of_the_last_turn_decides():
    early = Candidate(user_id=2, name="E", last_turn_at=NOW - timedelta(hours=2))
    late = Candidate(user_id=1, name="L", last_turn_at=NOW)

    assert choose([late, early]).user_id == 2


def test_least_loaded_takes_the_shortest_list_and_then_the_turn():
    busy = Candidate(user_id=1, name="B", open_items=4)
    idle = Candidate(user_id=2, name="I", open_items=1, turn_no=7)
    fresh = Candidate(user_id=3, name="F", open_items=1, turn_no=2)

    assert choose([busy, idle, fresh], "least_loaded").user_id == 3


def test_the_same_person_is_taken_when_available():
    assert choose(PEOPLE, "same_person_as:a", preferred=4).user_id == 4


def test_when_the_same_person_is_away_the_turn_goes_round():
    away = [Candidate(user_id=4, name="P4", available=False, reason="on leave"), *PEOPLE[:2]]

    decision = choose(away, "same_person_as:a", preferred=4)

    assert decision.user_id == 1
    assert "step a is not available" in decision.reason


def test_a_queue_to_claim_from_is_given_to_nobody():
    decision = choose(PEOPLE, "manual")

    assert (decision.user_id, decision.reason) == (None, "waits to be claimed")


def test_with_nobody_there_nobody_is_chosen():
    assert choose([]).user_id is None


def test_a_decision_can_be_stored():
    stored = choose([*PEOPLE[:1], Candidate(user_id=9, name="A", available=False)]).as_dict()

    assert stored["user_id"] == 1
    assert stored["skipped"] == [{"user_id": 9, "name": "A", "reason": "not available"}]


def candidate(user_id, **facts):
    return Candidate(user_id=user_id, name=f"P{user_id}", **facts)


def test_whoever_is_owed_a_turn_comes_first():
    waiting = candidate(1, turn_no=1)
    owed = candidate(2, turn_no=9, owed=1)

    decision = choose([waiting, owed])

    assert (decision.user_id, decision.reason) == (2, "is owed a turn that came back")


def test_whoever_is_barred_when_their_turn_comes_keeps_it():
    barred = candidate(1, turn_no=1, available=False, barred=True)
    away = candidate(2, turn_no=2, available=False)
    winner = candidate(3, turn_no=3)
    later = candidate(4, turn_no=4, available=False, barred=True)

    decision = choose([later, winner, away, barred])

    assert (decision.user_id, decision.yielded) == (3, (1,))


def test_nobodys_turn_goes_by_while_an_owed_one_is_used():
    barred = candidate(1, turn_no=1, available=False, barred=True)

    assert choose([barred, candidate(2, turn_no=5, owed=1)]).yielded == ()
