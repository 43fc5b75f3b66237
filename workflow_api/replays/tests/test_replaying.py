"""A draft over the tickets of the last days."""

import threading
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from shared.testing import make_client
from workflow_api.replays import services
from workflow_api.replays.models import Replay
from workflow_api.tasks.tests.world import (
    ADMIN,
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
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


def network():
    return Workflow.objects.get(name="IT Network Support")


def start(*, who=ADMIN, days=30, version="draft", workflow=None):
    workflow = workflow or network()
    return make_client(who).post(
        f"/workflows/{workflow.pk}/replay/", {"days": days, "version": version}
    )


def read(replay_id, who=ADMIN):
    return make_client(who).get(f"/workflows/replays/{replay_id}/")


def replayed(**asked):
    """The result of a replay that was worked off."""
    replay_id = start(**asked).json()["id"]
    services.advance()
    answer = read(replay_id).json()
    assert answer["status"] == "finished"
    return answer["result"]


def draft(**fields):
    Workflow.objects.filter(pk=network().pk).update(**fields)


def move_back(number, **ago):
    then = timezone.now() - timedelta(**ago)
    WorkflowTicket.objects.filter(ticket_number=number).update(received_at=then, submitted_at=then)


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


def test_a_replay_goes_on_where_a_killed_worker_left_it(monkeypatch):
    for number in range(5):
        receive(f"HD-{number}")
    expected = replayed()
    monkeypatch.setattr(services, "BATCH", 2)
    replay_id = start().json()["id"]

    services._begin_batch()
    halfway = read(replay_id).json()
    services.advance()

    assert (halfway["status"], halfway["done"], halfway["total"]) == ("running", 2, 5)
    assert read(replay_id).json()["result"] == expected


def test_what_kills_its_worker_again_and_again_is_given_up():
    receive("HD-1")
    replay_id = start().json()["id"]
    Replay.objects.update(attempts=services.MOST_ATTEMPTS)

    services.advance()

    assert read(replay_id).json()["status"] == "failed"


def test_a_cancelled_replay_stops_and_says_so_twice():
    receive("HD-1")
    replay_id = start().json()["id"]
    url = f"/workflows/replays/{replay_id}/cancel/"

    first, second = make_client(ADMIN).post(url), make_client(ADMIN).post(url)
    services.advance()

    assert (first.status_code, second.status_code) == (200, 200)
    assert read(replay_id).json()["status"] == "cancelled"


def test_a_finished_replay_cannot_be_cancelled():
    replay_id = start().json()["id"]
    services.advance()

    assert make_client(ADMIN).post(f"/workflows/replays/{replay_id}/cancel/").status_code == 409


def test_one_replay_of_a_workflow_at_a_time():
    start()

    assert start().status_code == 409


def test_old_replays_are_forgotten():
    replay_id = start().json()["id"]
    services.advance()

    assert services.forget(timezone.now(), 10) == 1
    assert read(replay_id).status_code == 404


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


def test_a_batch_costs_the_same_number_of_statements_however_many_tickets_it_has(
    django_assert_max_num_queries,
):
    for number in range(12):
        make_task(f"HD-{number}")
    start()

    with django_assert_max_num_queries(20):
        services._begin_batch()


def receive_many(count):
    """Tickets of the last month as they would lie there, one in three for Finance."""
    now, people = timezone.now(), {"email": "", "name": ""}
    WorkflowTicket.objects.bulk_create(
        WorkflowTicket(
            source_service="hdts",
            external_id=f"HD-{number}",
            ticket_number=f"HD-{number}",
            canonical={"details": {}, "requester": people},
            raw={},
            digest="",
            subject="No network",
            category="IT Support",
            sub_category="Network",
            department="Finance" if number % 3 == 0 else "",
            priority="medium",
            submitted_at=now - timedelta(minutes=number),
            received_at=now - timedelta(minutes=number),
            state="routed",
        )
        for number in range(1, count + 1)
    )


def test_thousands_of_tickets_take_seconds():
    receive_many(5000)
    draft(department="Finance")
    replay_id = start(days=90).json()["id"]

    begun = time.monotonic()
    for _ in range(30):
        services.advance()
    seconds = time.monotonic() - begun

    result = read(replay_id).json()["result"]
    assert result["matched"] == {"before": 5000, "after": 1666}
    assert seconds < 30, f"{seconds:.1f} s"


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_count_every_ticket_once(monkeypatch):
    for number in range(12):
        receive(f"HD-{number}")
    monkeypatch.setattr(services, "BATCH", 2)
    replay_id = start().json()["id"]

    def work():
        services.advance()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    services.advance()

    assert read(replay_id).json()["result"]["tickets"] == 12
