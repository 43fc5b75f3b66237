"""What other services ask: may this person see that ticket?"""

import pytest

from shared.testing import make_client, service_client
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    COORDINATOR,
    NOOR,
    STRANGER,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def ask(who, number="HD-1"):
    client = service_client("messaging_service", "tickets.access")
    params = {
        "user_id": who.id,
        "email": who.email,
        "roles": ",".join(sorted(who.role_names())),
    }
    return client.get(f"/tickets/{number}/access/", params)


@pytest.mark.parametrize(
    ("who", "visible", "may_comment", "may_see_internal"),
    [
        (NOOR, True, True, True),
        (COORDINATOR, True, True, True),
        (ADMIN, True, True, True),
        (AUDITOR, True, False, True),
        (ANA, True, True, False),
        (ALICE, False, False, False),
        (STRANGER, False, False, False),
    ],
    ids=lambda value: getattr(value, "username", None),
)
def test_one_answer_for_each_kind_of_person(who, visible, may_comment, may_see_internal):
    make_task("HD-1")

    answer = ask(who).json()

    assert answer["visible"] is visible
    assert answer["may_comment"] is may_comment
    assert answer["may_see_internal"] is may_see_internal


def test_participants_are_those_who_work_on_it():
    make_task("HD-1")

    assert ask(ANA).json()["participants"] == [COORDINATOR.id, NOOR.id]


def test_a_number_with_slashes_is_a_number():
    make_task("HD/2026/1")

    assert ask(NOOR, "HD%2F2026%2F1").json()["visible"] is True


def test_an_unknown_number_is_not_found():
    assert ask(NOOR, "HD-404").status_code == 404


def test_many_tickets_are_judged_at_once(django_assert_max_num_queries):
    for number in range(6):
        make_task(f"HD-{number}", requester_email=NOOR.email)
    make_task("FOREIGN", **ACCESS)
    client = service_client("messaging_service", "tickets.access")
    numbers = "&".join(f"numbers=HD-{number}" for number in range(6))
    query = f"?{numbers}&numbers=FOREIGN&user_id={NOOR.id}&roles=Network Engineer"

    with django_assert_max_num_queries(3):
        seen = client.get(f"/tickets/sights/{query}&email={NOOR.email}").json()

    assert {each["number"] for each in seen} == {f"HD-{number}" for number in range(6)}
    assert all(each["may_see_internal"] for each in seen)
    assert client.get(f"/tickets/sights/?user_id={NOOR.id}").status_code == 400


def test_people_may_not_ask():
    assert make_client(ADMIN).get("/tickets/HD-1/access/?user_id=1").status_code == 403
