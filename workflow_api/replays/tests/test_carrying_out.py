"""How a replay is carried out: restarted, cancelled, refused, shared, forgotten."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shared.testing import make_client
from workflow_api.replays import services
from workflow_api.replays.models import Replay
from workflow_api.replays.tests.stories import draft, read, replayed, start
from workflow_api.tasks.tests.world import ADMIN, build_world, make_task, receive
from workflow_api.tickets.models import WorkflowTicket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


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
