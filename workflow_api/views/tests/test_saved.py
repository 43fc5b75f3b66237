"""Saved views, columns and habits, each a person's own."""

import pytest

from shared.testing import make_client
from workflow_api.tasks.tests.world import ADMIN, ALICE, ANA, BOB, NOOR, build_world, receive

pytestmark = pytest.mark.django_db

FINANCE = {
    "name": "Urgent in Finance",
    "filters": {"view": "all", "department": "Finance", "priority": "urgent,high"},
    "ordering": "sla_deadline",
    "columns": [{"name": "ticket_number", "width": 110}, {"name": "title"}],
}
SHARED = {**FINANCE, "sharing": "role", "role": "IT Support"}


def save(who, **changes):
    return make_client(who).post("/views/", {**FINANCE, **changes})


def names(who):
    return [view["name"] for view in make_client(who).get("/views/").json()["results"]]


def test_a_saved_view_comes_back_as_it_was():
    saved = save(ALICE)
    found = make_client(ALICE).get(f"/views/{saved.json()['id']}/")

    assert saved.status_code == 201
    assert found.json() == saved.json()
    assert {name: found.json()[name] for name in FINANCE} == FINANCE
    assert (found.json()["mine"], found.json()["sharing"]) == (True, "private")
    assert found.json()["key"] == f"saved-{saved.json()['id']}"


def test_its_filters_are_the_parameters_of_the_list():
    build_world()
    receive("YES", department="Finance", priority="Urgent")
    receive("NO", department="IT")
    view = save(ADMIN).json()

    found = make_client(ADMIN).get("/tasks/", {**view["filters"], "ordering": view["ordering"]})

    assert [task["ticket_number"] for task in found.json()["results"]] == ["YES"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"name": " "}, "name"),
        ({"filters": {"colour": "red"}}, "filters.colour"),
        ({"filters": {"status": "lost"}}, "filters.status"),
        ({"filters": {"assigned_user": "me"}}, "filters.assigned_user"),
        ({"filters": {"ordering": "title"}}, "filters.ordering"),
        ({"ordering": "colour"}, "ordering"),
        ({"columns": [{"name": "colour"}]}, "columns.0.name"),
        ({"columns": [{"name": "title", "width": 5000}]}, "columns.0.width"),
        ({"columns": [{"name": "title"}, {"name": "title"}]}, "columns"),
        ({"sharing": "everybody"}, "sharing"),
        ({"sharing": "role"}, "role"),
        ({"sharing": "role", "role": "Network Engineer"}, "role"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(changes, named):
    response = save(ALICE, **changes)

    assert response.status_code == 400
    assert named in {detail["field"] for detail in response.json()["details"]}
    assert names(ALICE) == []


def test_a_column_without_a_name_is_refused_in_a_change_too():
    view = save(ALICE).json()["id"]

    answer = make_client(ALICE).patch(f"/views/{view}/", {"columns": [{"width": 110}]})

    assert answer.status_code == 400
    assert "name" in answer.json()["details"][0]["field"]


def test_a_private_view_does_not_exist_for_others():
    path = f"/views/{save(ALICE).json()['id']}/"

    assert names(BOB) == []
    for client in (make_client(BOB), make_client(ADMIN)):
        assert client.get(path).status_code == 404
        assert client.patch(path, {"name": "Mine"}).status_code == 404
        assert client.delete(path).status_code == 404


def test_a_shared_view_is_for_the_role_and_changed_by_its_owner_alone():
    view = make_client(ALICE).post("/views/", SHARED).json()
    path = f"/views/{view['id']}/"

    assert names(BOB) == ["Urgent in Finance"]
    assert make_client(BOB).get(path).json()["mine"] is False
    assert names(NOOR) == names(ANA) == []
    assert make_client(BOB).patch(path, {"name": "Ours"}).status_code == 403
    assert make_client(BOB).delete(path).status_code == 403
    made_private = make_client(ALICE).patch(path, {"sharing": "private"})
    assert made_private.json()["role"] == ""
    assert names(BOB) == []


def test_two_views_of_one_person_have_different_names():
    save(ALICE)
    again = save(ALICE)

    assert again.status_code == 409
    assert again.json()["details"][0]["field"] == "name"
    assert save(BOB).status_code == 201


def test_a_view_that_changed_is_not_overwritten():
    client, saved = make_client(ALICE), save(ALICE)
    path, seen = f"/views/{saved.json()['id']}/", {"If-Match": saved["ETag"]}

    first = client.patch(path, {"name": "First"}, headers=seen)
    late = client.patch(path, {"name": "Late"}, headers=seen)

    assert (first.status_code, late.status_code) == (200, 412)
    assert client.delete(path, headers=seen).status_code == 412
    assert client.delete(path, headers={"If-Match": late["ETag"]}).status_code == 204
    assert names(ALICE) == []


def test_a_longer_list_of_views_costs_no_more_statements(django_assert_num_queries):
    for number in range(12):
        save(ALICE, name=f"View {number}")

    with django_assert_num_queries(1):
        make_client(ALICE).get("/views/?page_size=100")


def test_columns_are_each_persons_own():
    view = make_client(ALICE).post("/views/", SHARED).json()
    path = f"/views/columns/{view['key']}/"
    chosen = {"columns": [{"name": "sla"}, {"name": "title", "width": 300}], "density": "compact"}

    assert make_client(BOB).put(path, chosen).json() == chosen

    assert make_client(BOB).get(path).json() == chosen
    assert make_client(ALICE).get(path).json() == {"columns": [], "density": "comfortable"}
    assert make_client(BOB).get("/views/columns/mine/").json()["columns"] == []


@pytest.mark.parametrize("key", ["everything", "saved-", "saved-999", "saved-1x"])
def test_an_unknown_view_has_no_columns(key):
    client = make_client(ALICE)

    assert client.get(f"/views/columns/{key}/").status_code == 404
    assert client.put(f"/views/columns/{key}/", {"columns": []}).status_code == 404


def test_habits_are_remembered_and_forget_a_view_that_is_gone():
    view = save(ALICE).json()
    client = make_client(ALICE)
    habits = {"default_view": view["key"], "after_completing": "next"}

    assert client.get("/views/habits/").json()["after_completing"] == "stay"
    assert client.put("/views/habits/", habits).json() == habits
    client.delete(f"/views/{view['id']}/")

    assert client.get("/views/habits/").json() == {**habits, "default_view": ""}
    assert make_client(BOB).put("/views/habits/", habits).status_code == 404
