import pytest

from auth_service.accounts.models import User
from auth_service.tests.make import bearer, client_of, make_person, sign_in
from shared.testing import make_client

PEOPLE = "/api/v1/users/"
NEWCOMER = {
    "username": "zoe.lind",
    "email": "Zoe.Lind@example.com",
    "full_name": "Zoë Lind",
    "department": "Finance",
    "password": "violet-tractor-42",
}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def fields_of(response):
    return [detail["field"] for detail in response.json()["details"]]


def test_an_admin_adds_a_person_who_can_sign_in(admin):
    response = admin.post(PEOPLE, NEWCOMER)

    assert response.status_code == 201
    person = response.json()
    assert set(person) == {
        *("id", "username", "email", "full_name", "department", "is_active", "roles"),
        *("created_at", "updated_at"),
    }
    assert (person["full_name"], person["roles"]) == ("Zoë Lind", [])
    assert sign_in("zoe.lind@EXAMPLE.com", NEWCOMER["password"])["access"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "zoë@example"}, "username"),
        ({"username": "z" * 151}, "username"),
        ({"username": "zoe lind"}, "username"),
        ({"email": "nowhere"}, "email"),
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "z" * 201}, "full_name"),
        ({"is_active": "perhaps"}, "is_active"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "zoe.lind-zoe"}, "password"),
        ({"token_version": 7}, "token_version"),
        ({"roles": ["Admin"]}, "roles"),
    ],
)
def test_bad_facts_are_refused_by_field(admin, changes, field):
    response = admin.post(PEOPLE, {**NEWCOMER, **changes})

    assert response.status_code == 400
    assert set(fields_of(response)) == {field}
    assert not User.objects.filter(full_name="Zoë Lind").exists()


def test_a_body_that_is_no_object_is_refused(admin):
    assert admin.post(PEOPLE, [1, 2]).status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"username": "MARIA.reyes"}, "username"), ({"email": "Maria.Reyes@Example.com"}, "email")],
)
def test_name_and_address_are_unique_in_any_case(admin, changes, field):
    response = admin.post(PEOPLE, {**NEWCOMER, **changes})

    assert (response.status_code, response.json()["code"]) == (409, "CONFLICT")
    assert fields_of(response) == [field]


def test_an_admin_changes_what_is_given(admin, world):
    path = f"{PEOPLE}{world.agent.pk}/"

    person = admin.patch(path, {"department": "HR", "email": "m@example.com"}).json()

    assert (person["department"], person["email"]) == ("HR", "m@example.com")
    assert person["full_name"] == "Maria Reyes"
    assert admin.get(path).json() == person
    taken = admin.patch(path, {"username": "ADMIN"})
    assert (taken.status_code, fields_of(taken)) == (409, ["username"])


def test_a_new_password_ends_all_sessions(admin, world):
    pair = sign_in("maria.reyes")

    admin.patch(f"{PEOPLE}{world.agent.pk}/", {"password": "violet-tractor-42"})

    assert bearer(pair["access"]).get(f"{PEOPLE}me/").status_code == 401
    body = {"refresh": pair["refresh"]}
    assert make_client().post("/token/refresh/", body).status_code == 401
    assert sign_in("maria.reyes", "violet-tractor-42")["access"]


def test_a_deleted_person_is_gone_but_the_name_is_free_again(admin, world):
    path = f"{PEOPLE}{world.agent.pk}/"
    pair = sign_in("maria.reyes")

    assert admin.delete(path).status_code == 204

    assert admin.get(path).status_code == 404
    assert admin.patch(path, {"full_name": "X"}).status_code == 404
    assert admin.delete(path).status_code == 404
    assert bearer(pair["access"]).get(f"{PEOPLE}me/").status_code == 401
    again = {**NEWCOMER, "username": "maria.reyes", "email": "maria.reyes@example.com"}
    assert admin.post(PEOPLE, again).status_code == 201


@pytest.mark.parametrize("change", [{"is_active": False}, None])
def test_the_last_admin_cannot_be_removed(admin, world, change):
    path = f"{PEOPLE}{world.admin.pk}/"
    remove = (lambda: admin.delete(path)) if change is None else lambda: admin.patch(path, change)

    assert remove().status_code == 409
    make_person("second", "Admin")
    assert remove().status_code in {200, 204}


def test_lists_are_filtered_searched_ordered_and_paged(admin):
    make_person("ana.cruz", "Requester", department="HR")
    make_person("ben.okafor", "Requester", department="HR", is_active=False)

    def names(query):
        return [person["username"] for person in admin.get(PEOPLE + query).json()["results"]]

    assert names("") == ["admin", "ana.cruz", "auditor", "ben.okafor", "maria.reyes"]
    assert names("?search=REYES@") == ["maria.reyes"]
    assert names("?department=hr&is_active=true") == ["ana.cruz"]
    assert names("?role=requester&ordering=-username") == ["ben.okafor", "ana.cruz"]
    assert names("?page_size=2&page=2") == ["auditor", "ben.okafor"]


@pytest.mark.parametrize(
    ("query", "field"),
    [("?departement=HR", "departement"), ("?ordering=password", "ordering")],
)
def test_unknown_parameters_are_refused(admin, query, field):
    response = admin.get(PEOPLE + query)

    assert response.status_code == 400
    assert fields_of(response)[0].startswith(field)


def test_the_list_takes_as_many_queries_for_many_as_for_few(admin, django_assert_num_queries):
    def read():
        assert admin.get(f"{PEOPLE}?page_size=100").status_code == 200

    # Key, session, people, their roles: what fits on one page is not counted besides.
    with django_assert_num_queries(4):
        read()
    for number in range(12):
        make_person(f"agent{number}", "IT Support", "Network Engineer")
    with django_assert_num_queries(4):
        read()


@pytest.mark.parametrize(
    ("role", "reads"), [("Auditor", 200), ("Manager", 200), ("Requester", 403)]
)
def test_staff_reads_and_only_admins_write(world, role, reads):
    client = client_of(make_person("someone", role))
    path = f"{PEOPLE}{world.agent.pk}/"

    assert client.get(PEOPLE).status_code == reads
    assert client.get(path).status_code == reads
    assert client.post(PEOPLE, NEWCOMER).status_code == 403
    assert client.patch(path, {"full_name": "X"}).status_code == 403
    assert client.delete(path).status_code == 403


def test_strangers_are_asked_to_sign_in(world):
    for path in (PEOPLE, f"{PEOPLE}me/", f"{PEOPLE}internal/1/"):
        response = make_client().get(path)
        assert (response.status_code, response.json()["code"]) == (401, "AUTH_FAILED")


def test_everybody_sees_and_names_themselves(world):
    client = client_of(world.agent)

    assert client.get(f"{PEOPLE}me/").json()["roles"] == [{"system": "TTS", "role": "IT Support"}]
    assert client.patch(f"{PEOPLE}me/", {"full_name": "Maria R."}).status_code == 200
    assert client.get(f"{PEOPLE}me/").json()["full_name"] == "Maria R."


@pytest.mark.parametrize("field", ["username", "email", "is_active", "password"])
def test_the_rest_of_the_profile_is_not_ones_own_to_change(world, field):
    response = client_of(world.agent).patch(f"{PEOPLE}me/", {"full_name": "M", field: "x"})

    assert response.status_code == 400
    assert fields_of(response) == [field]


def test_a_manager_looks_at_people_of_the_own_department(world):
    colleague, stranger = make_person("ina", department="Finance"), world.agent
    manager = client_of(make_person("mona", "Manager", department="finance"))
    roles = "/api/v1/user-roles/"

    listed = [person["username"] for person in manager.get(PEOPLE).json()["results"]]

    assert listed == ["ina", "mona"]
    assert manager.get(f"{PEOPLE}{colleague.pk}/").status_code == 200
    assert manager.get(f"{PEOPLE}{stranger.pk}/").status_code == 404
    assert {held["username"] for held in manager.get(roles).json()["results"]} == {"mona"}
    held = stranger.assignments.get()
    assert manager.get(f"{roles}{held.pk}/").status_code == 404
