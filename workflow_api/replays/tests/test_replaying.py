"""A draft over the tickets of the last days."""

from datetime import timedelta

import pytest
from django.apps import apps

from shared.testing import make_client
from workflow_api.replays import services
from workflow_api.replays.models import Replay
from workflow_api.replays.tests.stories import draft, move_back, network, read, replayed, start
from workflow_api.tasks.tests.world import (
    ALICE,
    AUDITOR,
    BOB,
    MANAGER,
    act,
    build_world,
    make_task,
    person_of,
    receive,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


def test_an_unchanged_workflow_changes_nothing():
    for number in range(4):
        make_task(f"HD-{number}")

    result = replayed(version=1)

    assert result["tickets"] == 4
    assert result["routed_differently"]["count"] == 0
    assert result["breaches"] == {"gained": 0, "lost": 0, "sample": []}
    assert all(each["before"] == each["after"] for each in result["load"])
    assert all(each["visits_before"] == each["visits_after"] for each in result["steps"])


def test_tickets_that_would_go_elsewhere_are_named():
    receive("HD-1", department="Finance")
    receive("HD-2", department="HR")
    draft(department="HR")

    result = replayed()

    assert result["matched"] == {"before": 2, "after": 1}
    assert result["routed_differently"] == {
        "count": 1,
        "sample": [{"ticket_number": "HD-1", "before": "IT Network Support", "after": None}],
    }


def test_tickets_that_found_no_workflow_may_find_this_one():
    receive("HD-1", sub_category="Printer")
    draft(sub_category="Printer")

    result = replayed()

    assert result["matched"] == {"before": 0, "after": 1}
    assert result["routed_differently"]["sample"][0]["after"] == "IT Network Support"


def test_a_shorter_target_shows_the_breaches_it_would_have_caused():
    make_task("HD-1")
    move_back("HD-1", hours=3)
    draft(
        medium_sla=timedelta(hours=2), high_sla=timedelta(hours=1), urgent_sla=timedelta(minutes=1)
    )

    result = replayed()

    assert (result["breaches"]["gained"], result["breaches"]["lost"]) == (1, 0)
    assert result["breaches"]["sample"][0]["ticket_number"] == "HD-1"


def test_people_decide_as_they_did_then():
    task = make_task("HD-1")
    noor = person_of(task.items.get())
    for key in ("diagnose-done", "resolve-done"):
        assert act(noor, task.pk, key).status_code == 200

    visits = {each["key"]: each["visits_after"] for each in replayed()["steps"]}

    assert visits == {"diagnose": 1, "resolve": 1, "confirm": 1}


def test_a_role_with_nobody_in_it_shows_as_stuck_tickets():
    make_task("HD-1")
    network().steps.filter(key="diagnose").update(role="Ghosts")

    stuck = replayed()["stuck"]

    assert stuck["count"] == 1
    assert stuck["sample"][0]["step"] == "diagnose"
    assert "Ghosts" in stuck["sample"][0]["reason"]


def test_the_load_moves_to_whoever_the_draft_asks():
    for number in range(4):
        make_task(f"HD-{number}")
    network().steps.filter(key="diagnose").update(role="IT Support")

    load = {each["user_id"]: each for each in replayed()["load"]}

    assert (load[ALICE.id]["before"], load[BOB.id]["before"]) == (0, 0)
    assert (load[ALICE.id]["after"], load[BOB.id]["after"]) == (2, 2)


def test_older_tickets_are_left_out():
    receive("HD-1")
    move_back("HD-1", days=8)

    assert replayed(days=7)["tickets"] == 0


def test_a_replay_writes_nothing_but_itself():
    make_task("HD-1")

    def rows():
        kept = [model for model in apps.get_models() if model is not Replay]
        return {model: model._default_manager.count() for model in kept}

    start()
    before = rows()
    services.advance()

    assert rows() == before


@pytest.mark.parametrize("days", [0, 91, "many", None])
def test_the_number_of_days_is_checked(days):
    answer = start(days=days)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "days"


def test_who_may_start_and_who_may_read():
    replay_id = start().json()["id"]

    assert [start(who=who).status_code for who in (AUDITOR, MANAGER, ALICE)] == [403, 403, 403]
    assert [read(replay_id, who).status_code for who in (AUDITOR, MANAGER)] == [200, 403]


def test_the_list_has_the_newest_first_at_constant_cost(django_assert_max_num_queries):
    client, url = make_client(AUDITOR), f"/workflows/{network().pk}/replays/"
    ids = []
    for _ in range(3):
        ids.append(start().json()["id"])
        services.advance()
        with django_assert_max_num_queries(3):
            found = client.get(url).json()["results"]

    assert [each["id"] for each in found] == ids[::-1]
