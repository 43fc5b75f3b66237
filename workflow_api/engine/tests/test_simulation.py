"""One ticket through a definition without anything happening."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.acting import NotPossible, PastVisit, Remembered, Scripted
from workflow_api.engine.definition import compile_definition
from workflow_api.engine.roster import Member, Roster
from workflow_api.engine.simulation import MOST_VISITS, Case, Plan, run

from .strategies import definitions, sound_definitions, tickets

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
AGENTS = {"Agents": [Member(user_id=1, name="Alice"), Member(user_id=2, name="Bob")]}


def make_case(**facts):
    return Case(facts=facts, priority="high", requester_email="", started_at=START)


def make_plan(*ways, **changes):
    document = {
        "name": "Repair",
        "sla": {"high": "PT8H"},
        "coordinator_role": "Nobody",
        "steps": [
            {"key": "look", "role": "Agents", "is_start": True, "weight": 1},
            {"key": "mend", "role": "Agents", "weight": 3},
        ],
        "transitions": [
            {"key": "go", "from": "look", "to": "mend"},
            {"key": "end", "from": "mend", "to": None},
            *ways,
        ],
    }
    return Plan(compile_definition({**document, **changes}))


def walk(plan, *keys, case=None, roster=None):
    return run(plan, case or make_case(), Scripted(keys), roster or Roster(AGENTS))


def test_steps_go_round_by_turn_and_last_for_their_share_of_the_sla():
    found = walk(make_plan(), "go", "end")

    assert [visit.decision.user_id for visit in found.visits] == [1, 2]
    assert [visit.deadline for visit in found.visits] == [START + 2 * HOUR, START + 8 * HOUR]
    assert (found.ended_at, found.outcome) == (START + 8 * HOUR, "done")
    assert (found.deadline, found.at_risk_at) == (START + 8 * HOUR, START + 6 * HOUR)


def test_a_run_stays_where_no_choice_was_made():
    found = walk(make_plan(), "go")

    assert [visit.taken and visit.taken.key for visit in found.visits] == ["go", None]
    assert (found.ended_at, found.stuck) == (None, "")


@pytest.mark.parametrize(
    ("keys", "index", "problem"),
    [
        (["nowhere"], 0, "'nowhere' does not leave step look"),
        (["go", "dear"], 1, "Dear is not possible: Only when amount is above 100"),
    ],
)
def test_a_choice_that_is_not_open_is_refused_with_its_place(keys, index, problem):
    dear = {"field": "amount", "op": "gt", "value": 100}
    way = {"key": "dear", "from": "mend", "to": None, "label": "Dear", "condition": dear}

    with pytest.raises(NotPossible, match=problem) as refusal:
        walk(make_plan(way), *keys, case=make_case(amount=5))

    assert refusal.value.index == index


def test_a_wait_step_ends_by_itself_after_its_time():
    steps = [{"key": "pause", "kind": "wait", "wait_seconds": 3600, "is_start": True}]
    ways = [{"key": "over", "from": "pause", "to": None}]

    found = walk(make_plan(steps=steps, transitions=ways))

    assert found.ended_at == START + HOUR


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"steps": []}, "No step is the start"),
        ({"transitions": []}, "Step look has no way out"),
        (
            {
                "transitions": [
                    {
                        "key": "go",
                        "from": "look",
                        "to": "mend",
                        "condition": {"field": "amount", "op": "gt", "value": 1},
                    }
                ]
            },
            "No way out of step look is open to this ticket (Done: Only when amount is above 1)",
        ),
    ],
)
def test_a_ticket_that_cannot_go_on_says_why(changes, reason):
    assert walk(make_plan(**changes)).stuck == reason


def test_a_role_without_anybody_is_where_a_ticket_stands_still():
    found = walk(make_plan(), roster=Roster({}))

    assert found.stuck == "Nobody is in the role Agents of step look"


def test_nobody_approves_a_ticket_of_their_own():
    steps = [{"key": "ok", "kind": "approval", "role": "Agents", "is_start": True, "is_end": True}]
    members = {"Agents": [Member(user_id=1, name="Alice", email="Alice@example.com")]}
    case = Case(facts={}, priority="low", requester_email="alice@example.com", started_at=START)

    found = walk(make_plan(steps=steps, transitions=[]), case=case, roster=Roster(members))

    [skipped] = found.visits[0].decision.skipped
    assert (skipped.name, skipped.reason) == ("Alice", "sent this ticket")


def test_history_decides_at_steps_of_the_same_key_and_elsewhere_the_usual_time():
    past = [PastVisit(step_key="look", seconds=600, transition="go", outcome="done")]
    actors = Remembered(past, {"role:Agents": 1800.0}, START + 10 * HOUR)

    found = run(make_plan(), make_case(), actors, Roster(AGENTS))

    assert found.ended_at == START + timedelta(seconds=2400)


def test_history_that_has_not_ended_leaves_the_ticket_where_it_is():
    past = [PastVisit(step_key="look", seconds=600)]

    found = run(make_plan(), make_case(), Remembered(past, {}, START + 10 * HOUR), Roster(AGENTS))

    assert (len(found.visits), found.ended_at, found.stuck) == (1, None, "")


def test_the_open_work_of_a_run_counts_for_the_least_loaded():
    plan = make_plan(
        steps=[
            {"key": "look", "role": "Agents", "is_start": True, "policy": "least_loaded"},
            {"key": "mend", "role": "Agents"},
        ]
    )
    roster = Roster(AGENTS)
    firsts = [walk(plan, roster=roster).visits[0].decision for _ in range(4)]

    assert sorted(each.user_id for each in firsts if each) == [1, 1, 2, 2]


@given(sound_definitions(), st.lists(tickets, min_size=1, max_size=4))
def test_a_roster_goes_on_from_its_memory_as_if_never_interrupted(definition, facts):
    plan, until = Plan(definition), START + 10**4 * HOUR
    whole, first = Roster(AGENTS), Roster(AGENTS)

    def replay(roster, some):
        runs = [run(plan, make_case(**each), Remembered((), {}, until), roster) for each in some]
        return [[v.decision and v.decision.user_id for v in found.visits] for found in runs]

    expected = replay(whole, facts)
    begun = replay(first, facts[:1])
    second = Roster(AGENTS)
    second.recall(first.memory())

    assert begun + replay(second, facts[1:]) == expected


@given(definitions, tickets)
def test_any_drawing_comes_to_an_end_or_says_why_not(definition, facts):
    actors = Remembered((), {}, START + 10**7 * HOUR)

    found = run(Plan(definition), make_case(**facts), actors, Roster(AGENTS))

    assert len(found.visits) <= MOST_VISITS
    assert (found.ended_at is None) == bool(found.stuck)


def test_an_approval_by_several_people_has_different_ones_on_its_seats():
    steps = [
        {
            "key": "ok",
            "kind": "approval",
            "role": "Agents",
            "is_start": True,
            "is_end": True,
            "approvals_needed": 2,
        }
    ]

    [visit] = walk(make_plan(steps=steps, transitions=[])).visits

    assert sorted(visit.people) == [1, 2]
