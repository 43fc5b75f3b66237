import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE, BOB
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows import starters

pytestmark = pytest.mark.django_db
KEYS = [template["key"] for template in starters.templates()]
ROLES = [
    "IT Support",
    "Network Engineer",
    "Security Officer",
    "Asset Custodian",
    "Budget Analyst",
    "Budget Approver",
    "Manager",
    "Ticket Coordinator",
]


@pytest.fixture
def admin():
    for role in ROLES:
        make_role(role, ALICE, BOB)
    return make_client(ADMIN)


def test_there_are_templates_to_choose_from(admin):
    listed = admin.get("/workflows/templates/").json()["results"]

    assert [each["key"] for each in listed] == KEYS
    assert len(KEYS) == 5
    assert all(each["name"] and each["description"] for each in listed)


@pytest.mark.parametrize("key", KEYS)
def test_a_template_lacks_nothing_but_what_it_matches(admin, key):
    started = admin.post(f"/workflows/templates/{key}/", {"name": "Mine"})
    assert (started.status_code, started.json()["name"]) == (201, "Mine")
    one = f"/workflows/{started.json()['id']}/"
    assert started.json()["status"] == "draft"

    found = admin.post(f"{one}validate/").json()["problems"]

    assert {problem["code"] for problem in found} == {"category_missing", "sub_category_missing"}
    admin.patch(one, {"category": "A", "sub_category": "B"})
    assert admin.post(f"{one}deploy/").json()["status"] == "deployed"


def test_a_template_started_twice_needs_another_name(admin):
    admin.post(f"/workflows/templates/{KEYS[0]}/")

    again = admin.post(f"/workflows/templates/{KEYS[0]}/")

    assert (again.status_code, again.json()["details"][0]["field"]) == (409, "name")


def test_an_unknown_template_is_not_found(admin):
    assert admin.post("/workflows/templates/nonsense/").status_code == 404
