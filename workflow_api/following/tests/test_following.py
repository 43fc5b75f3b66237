"""Watching tasks, and being addressed in a comment."""

import pytest

from shared.contracts.workflow import NoteMentions
from shared.testing import make_client, service_client
from shared.testing.messages import deliver
from shared.testing.people import person
from workflow_api.following.models import Mention
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    BOB,
    COORDINATOR,
    NOOR,
    STAFF,
    STRANGER,
    build_world,
    join,
    make_task,
    person_of,
)

pytestmark = pytest.mark.django_db
BEN = person(92, "ben.okafor", "Requester")


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def mention(*people, number="HD-1", comment_id=7):
    deliver(
        NoteMentions(
            ticket_number=number,
            comment_id=comment_id,
            by_name=ALICE.full_name,
            user_ids=[who.id for who in people],
        ),
        headers={"source": "messaging_service"},
    )


def test_a_person_watches_and_stops_watching():
    path = f"/tasks/{make_task(**ACCESS).pk}/watch/"
    bob = make_client(BOB)

    bob.put(path)
    watched = bob.put(path)
    others_look = make_client(ALICE).get(path).json()
    bob.delete(path)

    assert watched.json()["watching"] is True
    assert (others_look["watching"], others_look["watchers"][0]["name"]) == (False, BOB.full_name)
    assert bob.get(path).json()["watchers"] == []
    assert bob.delete(path).status_code == 204


def test_nobody_watches_what_they_may_not_see():
    assert make_client(NOOR).put(f"/tasks/{make_task(**ACCESS).pk}/watch/").status_code == 404


def test_whom_a_comment_addresses_sees_the_ticket_from_then_on():
    task = make_task(**ACCESS)
    noor = make_client(NOOR)
    assert noor.get(f"/tasks/{task.pk}/").status_code == 404

    mention(NOOR)

    assert noor.get(f"/tasks/{task.pk}/").status_code == 200
    access = service_client("messaging_service", "tickets.access").get(
        "/tickets/HD-1/access/", {"user_id": NOOR.id, "roles": "Network Engineer"}
    )
    assert access.json()["visible"] is True


def test_a_mention_opens_nothing_to_those_who_do_not_work_here():
    task = make_task(**ACCESS, requester_email="ben.okafor@example.com")

    mention(ANA, STRANGER)

    for who in (ANA, STRANGER):
        assert make_client(who).get(f"/tasks/{task.pk}/").status_code == 404


def test_a_mention_that_arrives_twice_is_one_and_one_of_an_unknown_ticket_none():
    make_task(**ACCESS)

    mention(NOOR)
    mention(NOOR)
    mention(NOOR, number="HD-404")

    assert Mention.objects.count() == 1


def test_a_comment_may_address_whoever_works_here_or_is_on_the_ticket():
    make_task(**ACCESS)
    client = service_client("messaging_service", "tickets.access")

    def asked(*people):
        ids = ",".join(str(who.id) for who in people)
        return client.get("/tickets/HD-1/mentionable/", {"user_ids": ids}).json()

    assert asked(NOOR, ADMIN, COORDINATOR)["user_ids"] == [ADMIN.id, COORDINATOR.id, NOOR.id]
    assert asked(STRANGER, ANA, BOB) == {
        "user_ids": [BOB.id],
        "people": [{"user_id": BOB.id, "name": BOB.full_name}],
    }


def test_who_is_on_the_ticket_has_a_name_even_without_a_role():
    task = make_task(**ACCESS)
    worker = person_of(task.items.get())
    join(worker, "IT Support", version=2, is_active=False)
    client = service_client("messaging_service", "tickets.access")

    found = client.get("/tickets/HD-1/mentionable/", {"user_ids": worker.id}).json()

    assert found["people"] == [{"user_id": worker.id, "name": worker.full_name}]


@pytest.mark.parametrize("user_ids", ["", "x", "1,,2", ",".join(map(str, range(1, 52)))])
def test_a_bad_question_about_mentions_is_refused_by_name(user_ids):
    make_task(**ACCESS)
    client = service_client("messaging_service", "tickets.access")

    response = client.get("/tickets/HD-1/mentionable/", {"user_ids": user_ids})

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "user_ids"


def test_only_services_ask_whom_a_comment_may_address():
    assert make_client(ADMIN).get("/tickets/HD-1/mentionable/?user_ids=1").status_code == 403


def test_colleagues_are_found_by_name_by_those_who_work_here():
    join(NOOR, "Security Officer")
    path = f"/tasks/{make_task(**ACCESS).pk}/colleagues/"

    def found(who, search=""):
        return [each["name"] for each in make_client(who).get(f"{path}?search={search}").json()]

    assert found(ALICE, "noo") == ["Noor"]
    assert "Alice" not in found(ALICE)
    assert len(found(BOB)) == len(STAFF) - 1
    assert found(ANA) == []
    assert make_client(STRANGER).get(path).status_code == 404
    assert make_client(ALICE).get(f"{path}?colour=red").status_code == 400


def test_a_writer_learns_beforehand_whom_a_mention_would_reach():
    task = make_task(**ACCESS, requester_email=ANA.email)
    for who in (ANA, BEN):
        join(who, "Requester")
    path = f"/tasks/{task.pk}/colleagues/"

    def reach(search):
        found = make_client(ALICE).get(path, {"search": search}).json()
        return [(each["name"], each["reach"]) for each in found]

    assert reach("bob") == [(BOB.full_name, "sees")]
    assert reach("noor") == [(NOOR.full_name, "will_see")]
    assert reach("ana.") == [(ANA.full_name, "requester")]
    assert reach("ben.") == [(BEN.full_name, "cannot")]
    assert {reach for _, reach in reach("")} == {"sees", "will_see"}


def test_more_colleagues_cost_no_more_statements(django_assert_max_num_queries):
    path = f"/tasks/{make_task(**ACCESS).pk}/colleagues/"
    client = make_client(ALICE)
    client.get(path)

    with django_assert_max_num_queries(6):
        assert len(client.get(path, {"search": "a"}).json()) > 5
