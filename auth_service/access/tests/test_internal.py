import pytest

from auth_service.tests.make import client_of, make_person, program, role

ROUND_ROBIN = "/api/v1/tts/round-robin/"
SNAPSHOT = "/api/v1/tts/role-snapshot/"


@pytest.fixture
def service(world):
    return program("workflow_api", "roles.read")


@pytest.mark.parametrize(
    "query",
    ["?role=IT Support", "?role_name=it support&system=tts", "?role=IT Support&system=TTS"],
)
def test_the_active_holders_of_a_role_in_order_of_id(service, world, query):
    second = make_person("joe", "IT Support")
    make_person("away", "IT Support", is_active=False)

    answer = service.get(ROUND_ROBIN + query).json()

    assert answer == {
        "user_ids": [world.agent.pk, second.pk],
        "role": "IT Support",
        "system": "TTS",
    }


def test_a_role_that_nobody_holds_has_an_empty_list(service):
    assert service.get(f"{ROUND_ROBIN}?role=Budget Analyst").json()["user_ids"] == []


def test_an_unknown_role_is_not_found(service):
    assert service.get(f"{ROUND_ROBIN}?role=Budget Analyst&system=AMS").status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "role"),
        ("?role=", "role"),
        ("?role=A&role_name=B", "role"),
        ("?role=A&group=B", "group"),
        ("?role=" + "x" * 101, "role"),
    ],
)
def test_bad_questions_are_refused_by_field(service, query, field):
    response = service.get(ROUND_ROBIN + query)

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == field


def test_the_snapshot_holds_every_role_and_assignment_with_versions(service, world):
    admin = client_of(world.admin)
    admin.delete(f"/api/v1/roles/{role('Budget Analyst').pk}/")
    admin.patch(f"/api/v1/users/{world.agent.pk}/", {"is_active": False})

    snapshot = service.get(SNAPSHOT).json()

    roles = {(one["system"], one["name"]): one for one in snapshot["roles"]}
    assert len(roles) == 12
    closed = roles["TTS", "Budget Analyst"]
    assert (closed["is_active"], closed["version"]) == (False, 2)
    held = {(one["username"], one["role_name"]): one for one in snapshot["assignments"]}
    assert held["admin", "Admin"]["is_active"] is True
    gone = held["maria.reyes", "IT Support"]
    assert (gone["is_active"], gone["version"]) == (False, 2)
    assert gone["user_full_name"] == "Maria Reyes"


def test_the_snapshot_takes_a_constant_number_of_queries(service, django_assert_num_queries):
    for number in range(5):
        make_person(f"agent{number}", "IT Support", "Network Engineer")

    # Key, client, roles, assignments, availability (nobody has any).
    with django_assert_num_queries(5):
        service.get(SNAPSHOT)


@pytest.mark.parametrize("path", [SNAPSHOT, f"{ROUND_ROBIN}?role=Admin"])
def test_people_and_services_without_the_scope_are_refused(world, path):
    for client in (client_of(world.admin), program("ticket_service", "users.read")):
        assert client.get(path).status_code == 403
