import pytest

from auth_service.tests.make import client_of, make_person, program

INTERNAL = "/api/v1/users/internal/"


@pytest.fixture
def service(world):
    return program("notification_service", "users.read")


def test_a_service_reads_people_by_id_in_one_array(service, world):
    answer = service.get(f"{INTERNAL}?ids={world.agent.pk},{world.admin.pk},999999").json()

    assert [person["username"] for person in answer] == ["admin", "maria.reyes"]
    assert answer[1]["email"] == "maria.reyes@example.com"
    assert answer[1]["roles"] == [{"system": "TTS", "role": "IT Support"}]


def test_a_service_reads_people_by_address_in_any_case(service):
    answer = service.get(f"{INTERNAL}?emails=MARIA.reyes@example.com, nobody@example.com").json()

    assert [person["username"] for person in answer] == ["maria.reyes"]


def test_a_service_reads_one_person(service, world):
    path = f"{INTERNAL}{world.agent.pk}/"

    assert service.get(path).json()["full_name"] == "Maria Reyes"
    assert service.get(f"{INTERNAL}999999/").status_code == 404
    assert service.get(f"{INTERNAL}99999999999999999999999/").status_code == 404


def test_deleted_people_keep_their_name_for_history(service, world):
    client_of(world.admin).delete(f"/api/v1/users/{world.agent.pk}/")

    person = service.get(f"{INTERNAL}{world.agent.pk}/").json()

    assert (person["full_name"], person["is_active"]) == ("Maria Reyes", False)
    assert service.get(f"{INTERNAL}?ids={world.agent.pk}").json() == [person]
    assert service.get(f"{INTERNAL}?emails=maria.reyes@example.com").json() == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "ids"),
        ("?ids=", "ids"),
        ("?ids=1,x", "ids"),
        ("?ids=0", "ids"),
        ("?ids=99999999999999999999", "ids"),
        ("?ids=" + ",".join(map(str, range(1, 102))), "ids"),
        ("?emails=nowhere", "emails"),
        ("?ids=1&emails=a@b.cd", "ids"),
        ("?id=1", "id"),
    ],
)
def test_bad_questions_are_refused_by_field(service, query, field):
    response = service.get(INTERNAL + query)

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == field


def test_the_lookup_takes_a_constant_number_of_queries(service, django_assert_num_queries):
    ids = [make_person(f"agent{n}", "IT Support").pk for n in range(10)]

    for some in (ids[:1], ids):
        # Key, client, people, their roles.
        with django_assert_num_queries(4):
            service.get(f"{INTERNAL}?ids={','.join(map(str, some))}")


def test_people_and_services_without_the_scope_are_refused(world):
    for client in (client_of(world.admin), program("messaging_service", "roles.read")):
        for path in (f"{INTERNAL}?ids=1", f"{INTERNAL}{world.agent.pk}/"):
            response = client.get(path)
            assert (response.status_code, response.json()["code"]) == (403, "PERMISSION_DENIED")
