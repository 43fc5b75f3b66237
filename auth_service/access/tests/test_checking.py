"""Can somebody do something, and why."""

import pytest

from auth_service.tests.make import client_of, make_person

CHECK = "/api/v1/access-check/"


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def check(client, user, action):
    response = client.get(CHECK, {"user": user.pk, "action": action})
    assert response.status_code == 200, response.json()
    return response.json()


def test_yes_names_the_role_and_how_far_it_goes(admin):
    answer = check(admin, make_person("mona", "Manager", "IT Support"), "tasks.see")

    assert (answer["allowed"], answer["reach"]) == (True, "department")
    assert {b["role"]: b["reach"] for b in answer["because"]} == {
        "IT Support": "own",
        "Manager": "department",
    }
    assert answer["explanation"] == "Manager allows tasks.see in their own department."


def test_no_names_what_would_allow_it(admin, world):
    answer = check(admin, world.agent, "workflows.edit")

    assert (answer["allowed"], answer["reach"], answer["needed"]) == (False, None, ["Admin"])
    assert "Admin" in answer["explanation"]


@pytest.mark.parametrize(
    ("facts", "word"), [({"is_active": False}, "deactivated"), ({"deleted": True}, "deleted")]
)
def test_whoever_cannot_sign_in_can_do_nothing_whatever_their_roles(admin, world, facts, word):
    path = f"/api/v1/users/{world.agent.pk}/"
    admin.delete(path) if "deleted" in facts else admin.patch(path, facts)

    answer = check(admin, world.agent, "tasks.act")

    assert not answer["allowed"]
    assert word in answer["missing"]
    assert answer["because"] == [{"role": "IT Support", "reach": "own"}]


def test_admins_and_auditors_ask(world):
    assert check(client_of(world.auditor), world.agent, "tasks.act")["allowed"]
    assert client_of(world.agent).get(CHECK).status_code == 403


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("action=tasks.act", "user"),
        ("user=1", "action"),
        ("user=1&action=fly", "action"),
        ("user=x&action=tasks.act", "user"),
        ("user=1&action=tasks.act&task=2", "task"),
    ],
)
def test_a_malformed_question_is_refused_by_field(admin, query, field):
    response = admin.get(f"{CHECK}?{query}")

    assert (response.status_code, response.json()["details"][0]["field"]) == (400, field)


def test_an_unknown_person_is_not_found(admin):
    assert admin.get(CHECK, {"user": 10**9, "action": "tasks.act"}).status_code == 404


def test_for_an_object_it_says_who_answers(admin, world):
    asked = {"user": world.agent.pk, "action": "tasks.act", "object": "T-12"}

    answer = admin.get(CHECK, asked).json()

    query = f"user={world.agent.pk}&action=tasks.act&object=T-12"
    assert answer["object_check"] == f"/api/workflow/access-check/?{query}"
    assert check(admin, world.agent, "tasks.act")["object_check"] is None
