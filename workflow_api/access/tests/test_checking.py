"""The answer agrees with what the endpoints do, and says why."""

import dataclasses

import pytest

from shared.testing import auth_server as stand_in
from shared.testing import make_client, token_of
from shared.testing.people import person
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    STRANGER,
    build_world,
    make_task,
)
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db

CHECK = "/access-check/"
HEAD = dataclasses.replace(MANAGER, claims={"department": "Operations"})
OTHER_COORDINATOR = person(5, "coordinator2", "Ticket Coordinator")
EVERYBODY = (
    *(ADMIN, AUDITOR, HEAD, COORDINATOR, OTHER_COORDINATOR, ALICE, BOB, NOOR, ANA, STRANGER),
)
ACTS = {
    "tasks.see": ("get", "", None),
    "tasks.act": (
        "post",
        "transition/",
        {"transition": "verify-done", "version": 1, "notes": "As agreed"},
    ),
    "tasks.hand_on": ("post", "release/", {"reason": "Back to the queue"}),
    "tasks.direct": ("post", "hold/", {"reason": "Waiting for an answer"}),
}


@pytest.fixture
def auth(settings):
    """auth_service, which knows EVERYBODY and describes them as their tokens do."""
    with stand_in.auth_server() as server:
        for who in EVERYBODY:
            know(server, who)
        settings.AUTH_URL = server.url
        yield server


def know(server, who, **changes):
    server.people[who.id] = {
        "id": who.id,
        "username": who.username,
        "email": who.email,
        "full_name": who.full_name,
        "department": who.claims.get("department", ""),
        "is_active": True,
        "roles": [{"system": system, "role": role} for system, role in sorted(who.roles)],
        **changes,
    }


@pytest.fixture
def task(auth):
    build_world()
    return make_task(**ACCESS, department="Operations")


def check(who, action, named, asker=ADMIN):
    answer = make_client(asker).get(CHECK, {"user": who.id, "action": action, "object": named})
    assert answer.status_code == 200, answer.json()
    return answer.json()


def client_of(who):
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    return client


@pytest.mark.parametrize("action", ACTS)
@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.username)
def test_what_is_answered_is_what_the_endpoint_does(task, who, action):
    answer = check(who, action, f"T-{task.pk}")

    method, path, body = ACTS[action]
    response = getattr(client_of(who), method)(f"/tasks/{task.pk}/{path}", body)
    assert answer["allowed"] is (response.status_code == 200), (answer, response.json())
    assert answer["allowed"] is (answer["missing"] == "")


def test_the_answer_names_roles_grounds_and_what_is_missing(task):
    answer = check(BOB, "tasks.act", f"T-{task.pk}")

    assert answer["missing"] == "Assigned to Alice"
    assert answer["because"] == [{"role": "IT Support", "reach": "own"}]
    assert answer["grounds"] == ["it waits in the queue of a role of theirs"]
    assert check(COORDINATOR, "tasks.direct", f"t-{task.pk}")["grounds"] == ["coordinates it"]


def test_a_ticket_is_asked_for_by_its_number(task):
    number = task.ticket.ticket_number

    assert check(ANA, "tasks.see", number)["grounds"] == ["sent its ticket"]
    assert not check(NOOR, "tasks.see", number)["allowed"]
    assert check(ALICE, "tasks.act", number)["allowed"]


def test_workflows_are_a_matter_of_roles_alone(task):
    named = f"workflow:{Workflow.objects.earliest('pk').pk}"

    assert check(ADMIN, "workflows.edit", named)["allowed"]
    refused = check(ALICE, "workflows.edit", named)
    assert (refused["allowed"], refused["needed"]) == (False, ["Admin"])


def test_whoever_cannot_sign_in_may_do_nothing(task, auth):
    know(auth, ALICE, is_active=False)

    answer = check(ALICE, "tasks.act", f"T-{task.pk}")

    assert (answer["allowed"], answer["missing"]) == (False, "The person cannot sign in.")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"user": 10**9}, 404),
        ({"object": "T-999999"}, 404),
        ({"object": "workflow:999999", "action": "workflows.read"}, 404),
        ({"object": "TKT-1999-000001"}, 404),
        ({"object": "workflow:1"}, 400),
        ({"action": "workflows.edit"}, 400),
        ({"action": "audit.read"}, 400),
        ({"user": "x"}, 400),
        ({"who": 1}, 400),
    ],
)
def test_odd_questions_are_refused(task, query, code):
    asked = {"user": ALICE.id, "action": "tasks.act", "object": f"T-{task.pk}", **query}

    assert make_client(ADMIN).get(CHECK, asked).status_code == code


def test_admins_and_auditors_ask(task):
    assert check(ALICE, "tasks.see", f"T-{task.pk}", asker=AUDITOR)["allowed"]
    for who in (ALICE, HEAD, ANA):
        assert client_of(who).get(CHECK).status_code == 403


def test_while_auth_service_is_away_there_is_no_answer(task, auth):
    auth.down = True

    asked = {"user": ALICE.id, "action": "tasks.act", "object": f"T-{task.pk}"}
    assert make_client(ADMIN).get(CHECK, asked).status_code == 503
