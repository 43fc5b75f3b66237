import pytest

from auth_service.tests.make import bearer, client_of, make_person, role, sign_in

SYSTEMS = "/api/v1/systems/"
ROLES = "/api/v1/roles/"
HELD = "/api/v1/user-roles/"


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def fields_of(response):
    return [detail["field"] for detail in response.json()["details"]]


def test_the_four_systems_are_there_and_can_grow(admin):
    names = [system["name"] for system in admin.get(SYSTEMS).json()["results"]]
    assert names == ["AMS", "BMS", "HDTS", "TTS"]

    made = admin.post(SYSTEMS, {"name": "CRM", "description": "Customers"})

    assert made.status_code == 201
    path = f"{SYSTEMS}{made.json()['id']}/"
    assert admin.patch(path, {"description": "Clients"}).json()["description"] == "Clients"
    assert admin.get(path).json() == {**made.json(), "description": "Clients", "version": 2}
    assert fields_of(admin.patch(path, {"name": "X"})) == ["name"]
    assert fields_of(admin.post(SYSTEMS, {"name": "crm"})) == ["name"]
    assert admin.get(f"{SYSTEMS}999999/").status_code == 404


def test_an_admin_makes_a_role(admin):
    body = {"name": "Printer Whisperer", "system": "tts", "permissions": ["tasks.act"] * 2}

    response = admin.post(ROLES, body)

    assert response.status_code == 201
    made = response.json()
    assert (made["system"], made["permissions"]) == ("TTS", ["tasks.act"])
    assert (made["is_active"], made["version"], made["description"]) == (True, 1, "")
    assert admin.get(f"{ROLES}{made['id']}/").json() == made


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"system": "ERP"}, 400, "system"),
        ({"name": ""}, 400, "name"),
        ({"name": "x" * 101}, 400, "name"),
        ({"description": "x" * 2001}, 400, "description"),
        ({"permissions": "all"}, 400, "permissions"),
        ({"permissions": ["NOT A WORD"]}, 400, "permissions.0"),
        ({"version": 3}, 400, "version"),
        ({"name": "it SUPPORT"}, 409, "name"),
    ],
)
def test_bad_roles_are_refused_by_field(admin, changes, code, field):
    response = admin.post(ROLES, {"name": "New", "system": "TTS", **changes})

    assert (response.status_code, fields_of(response)) == (code, [field])


def test_names_are_unique_per_system_only(admin):
    assert admin.post(ROLES, {"name": "IT Support", "system": "AMS"}).status_code == 201


def test_roles_are_listed_by_system_state_and_name(admin):
    def names(query):
        return [one["name"] for one in admin.get(ROLES + query).json()["results"]]

    assert names("?system=hdts") == ["Employee"]
    assert names("?search=budget") == ["Budget Analyst", "Budget Approver"]
    assert names("?is_active=false") == []
    assert admin.get(f"{ROLES}?color=red").status_code == 400


def test_a_changed_role_has_a_higher_version(admin):
    path = f"{ROLES}{role('IT Support').pk}/"

    renamed = admin.patch(path, {"name": "IT Helpers"}).json()
    same = admin.patch(path, {"name": "IT Helpers"}).json()

    assert (renamed["name"], renamed["version"]) == ("IT Helpers", 2)
    assert same["version"] == 2
    assert admin.patch(f"{ROLES}999999/", {"name": "x"}).status_code == 404


def test_a_deactivated_role_is_held_by_nobody_until_it_is_back(admin, world):
    path = f"{ROLES}{role('IT Support').pk}/"
    me = "/api/v1/users/me/"
    before = client_of(world.agent)

    assert admin.delete(path).status_code == 204

    assert before.get(me).status_code == 401
    assert client_of(world.agent).get(me).json()["roles"] == []
    admin.patch(path, {"is_active": True})
    assert client_of(world.agent).get(me).json()["roles"] != []


@pytest.mark.parametrize("change", [{"name": "Boss"}, {"is_active": False}])
def test_roles_that_the_rules_name_keep_name_and_state(admin, change):
    path = f"{ROLES}{role('Admin').pk}/"

    assert admin.patch(path, change).status_code == 409
    assert admin.delete(path).status_code == 409
    assert admin.patch(path, {"description": "May do anything"}).status_code == 200


def test_an_admin_gives_a_role(admin, world):
    body = {"user_id": world.agent.pk, "role_id": role("Network Engineer").pk}

    response = admin.post(HELD, body)

    assert response.status_code == 201
    given = response.json()
    assert {**given, "assigned_at": None} == {
        "assignment_id": given["assignment_id"],
        "user_id": world.agent.pk,
        "username": "maria.reyes",
        "user_full_name": "Maria Reyes",
        "role_id": role("Network Engineer").pk,
        "role_name": "Network Engineer",
        "system": "TTS",
        "assigned_at": None,
    }
    assert admin.get(f"{HELD}{given['assignment_id']}/").json() == given
    again = admin.post(HELD, body)
    assert (again.status_code, again.json()) == (200, given)


@pytest.mark.parametrize("field", ["user_id", "role_id"])
@pytest.mark.parametrize("value", [999_999, 0, 2**70, "x", None])
def test_what_does_not_exist_cannot_be_given(admin, world, field, value):
    body = {"user_id": world.agent.pk, "role_id": role("Admin").pk, field: value}

    response = admin.post(HELD, body)

    assert (response.status_code, fields_of(response)) == (400, [field])


def test_a_role_taken_away_is_gone_at_once_and_can_be_given_again(admin, world):
    pair = sign_in("maria.reyes")
    [held] = admin.get(f"{HELD}?user_id={world.agent.pk}").json()["results"]
    path = f"{HELD}{held['assignment_id']}/"

    assert admin.delete(path).status_code == 204

    assert bearer(pair["access"]).get("/api/v1/users/me/").status_code == 401
    assert admin.get(path).status_code == 404
    assert admin.delete(path).status_code == 404
    body = {"user_id": world.agent.pk, "role_id": held["role_id"]}
    again = admin.post(HELD, body)
    assert (again.status_code, again.json()["assignment_id"]) == (201, held["assignment_id"])


def test_the_last_admin_stays(admin, world):
    [held] = admin.get(f"{HELD}?role_name=admin&system=tts").json()["results"]
    path = f"{HELD}{held['assignment_id']}/"

    assert admin.delete(path).status_code == 409
    make_person("second", "Admin", is_active=False)
    assert admin.delete(path).status_code == 409
    make_person("third", "Admin")
    assert admin.delete(path).status_code == 204


@pytest.mark.parametrize("path", [SYSTEMS, ROLES, HELD])
@pytest.mark.parametrize(
    ("name", "reads"), [("Auditor", 200), ("Manager", 200), ("Requester", 403)]
)
def test_staff_reads_and_only_admins_write(world, path, name, reads):
    client = client_of(make_person("someone", name))

    assert client.get(path).status_code == reads
    assert client.post(path, {}).status_code == 403


@pytest.mark.parametrize(("path", "queries"), [(SYSTEMS, 3), (ROLES, 3), (HELD, 3)])
def test_lists_take_a_constant_number_of_queries(admin, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        admin.get(f"{path}?page_size=100")
    admin.post(SYSTEMS, {"name": "CRM"})
    for number in range(8):
        admin.post(ROLES, {"name": f"Role {number}", "system": "CRM"})
        make_person(f"agent{number}", "IT Support")
    with django_assert_num_queries(queries):
        admin.get(f"{path}?page_size=100")
