"""Lists and single tasks, as each kind of person sees them."""

import dataclasses

import pytest

from shared.testing import make_client, service_client, token_of
from workflow_api.tasks.api.serializers import TaskOutput
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    BUDGET,
    COORDINATOR,
    DORA,
    ELSA,
    MANAGER,
    NOOR,
    STRANGER,
    act,
    build_world,
    join,
    make_task,
    receive,
)

pytestmark = pytest.mark.django_db

HEAD_OF_OPERATIONS = dataclasses.replace(MANAGER, claims={"department": "Operations"})


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def listed(who, query="", path="/tasks/"):
    response = make_client(who).get(f"{path}{query}")
    assert response.status_code == 200, response.json()
    return [task["ticket_number"] for task in response.json()["results"]]


def test_a_task_has_the_shape_that_clients_rely_on():
    task = make_task("HD-1", asset_name="Switch 3F")

    shown = make_client(NOOR).get(f"/tasks/{task.pk}/").json()

    assert shown["task_id"] == task.pk
    assert shown["number"] == f"T-{task.pk}"
    assert shown["workflow_name"] == "IT Network Support"
    assert shown["workflow_version"] == 1
    assert (shown["external_ticket_id"], shown["ticket_number"]) == ("HD-1", "HD-1")
    assert (shown["title"], shown["priority"]) == ("No network on the third floor", "high")
    assert (shown["status"], shown["current_step"]) == ("pending", "diagnose")
    assert (shown["assigned_user"], shown["assigned_user_name"]) == (NOOR.id, "Noor")
    assert (shown["coordinator"], shown["coordinator_name"]) == (COORDINATOR.id, "Coordinator")
    assert (shown["sla_state"], shown["is_sla_breached"], shown["version"]) == ("ok", False, 1)
    assert shown["requester"]["email"] == ANA.email
    assert shown["ticket"]["details"] == {"asset_name": "Switch 3F"}
    assert shown["graph"] == {"workflow_id": task.workflow_id, "version": 1}
    assert shown["end_action"] is None


def test_a_task_is_found_by_its_number_too():
    task = make_task()

    assert make_client(NOOR).get(f"/tasks/T-{task.pk}/").json()["task_id"] == task.pk
    assert make_client(NOOR).get("/tasks/T-999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (ADMIN, {"NET", "ACC", "BUD"}),
        (AUDITOR, {"NET", "ACC", "BUD"}),
        (COORDINATOR, {"NET", "ACC", "BUD"}),
        (ANA, {"NET", "ACC"}),
        (ALICE, {"ACC"}),
        (BOB, {"ACC"}),
        (NOOR, {"NET"}),
        (DORA, {"BUD"}),
        (ELSA, set()),
        (MANAGER, set()),
        (HEAD_OF_OPERATIONS, {"NET", "BUD"}),
        (STRANGER, set()),
    ],
    ids=lambda value: getattr(value, "username", None),
)
def test_everybody_sees_their_own(who, seen):
    receive("NET", department="Operations")
    receive("ACC", **ACCESS, department="IT")
    receive("BUD", **BUDGET, department="operations", requester_email="ben.okafor@example.com")

    client = _client(who)
    found = {task["ticket_number"] for task in client.get("/tasks/").json()["results"]}

    assert found == seen
    for task in Task.objects.select_related("ticket"):
        code = 200 if task.ticket.ticket_number in seen else 404
        for part in ("", "actions/", "history/", "sla/", "explain/"):
            assert client.get(f"/tasks/{task.pk}/{part}").status_code == code


def _client(who):
    client = make_client()
    token = token_of(who, **who.claims)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_whoever_worked_on_a_task_goes_on_seeing_it():
    task = make_task(**ACCESS)
    act(ALICE, task.pk, "verify-done")

    assert listed(ALICE) == ["HD-1"]
    assert listed(BOB) == []


def test_a_task_seen_for_several_reasons_stands_in_the_list_once():
    for number in range(3):
        task = make_task(f"HD-{number}", **ACCESS, requester_email=ALICE.email)
        act(ALICE, task.pk, "verify-done")

    page = make_client(ALICE).get("/tasks/?page_size=2").json()
    rest = make_client(ALICE).get("/tasks/?page_size=2&page=2").json()

    assert page["count"] == rest["count"] == 3
    found = [task["ticket_number"] for task in page["results"] + rest["results"]]
    assert found == ["HD-2", "HD-1", "HD-0"]


def test_my_tasks_are_sorted_by_deadline():
    receive("LATE", priority="Low")
    receive("SOON", priority="Urgent")
    receive("OTHER", **ACCESS)

    assert listed(NOOR, path="/tasks/my-tasks/") == ["SOON", "LATE"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=pending", ["NET", "ACC"]),
        ("?status=completed,in_progress", ["BUD"]),
        ("?priority=urgent", ["ACC"]),
        (f"?assigned_user={NOOR.id}", ["NET"]),
        ("?unassigned=true", ["BUD"]),
        ("?unassigned=false", ["NET", "ACC"]),
        ("?role=IT Support", ["ACC"]),
        ("?sla_state=breached", ["NET"]),
        ("?sla_state=ok,at_risk", ["BUD", "ACC"]),
        ("?category=it support", ["NET", "ACC"]),
        ("?department=finance", ["BUD"]),
        ("?search=acc", ["ACC"]),
        ("?search=chairs", ["BUD"]),
        ("?ordering=created_at", ["BUD", "NET", "ACC"]),
    ],
)
def test_the_list_is_filtered(query, found):
    join(ELSA, "Budget Approver", version=2, is_active=False)
    budget = make_task("BUD", **BUDGET, title="Twelve chairs", department="Finance")
    act(DORA, budget.pk, "analyse-done")
    receive("NET", created_at="2026-01-01T00:00:00Z")
    receive("ACC", **ACCESS, priority="Urgent")

    assert sorted(listed(ADMIN, query)) == sorted(found)


@pytest.mark.parametrize(
    "query", ["?status=lost", "?assigned_user=me", "?colour=red", "?sla_state=late", "?search=%00"]
)
def test_a_bad_filter_is_refused_by_name(query):
    response = make_client(ADMIN).get(f"/tasks/{query}")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == query[1:].partition("=")[0]


def test_a_longer_list_costs_no_more_statements(django_assert_num_queries):
    for number in range(12):
        receive(f"HD-{number}")
    client = make_client(NOOR)
    client.get("/tasks/")

    for size in (2, 11, 12):
        with django_assert_num_queries(1):
            assert len(client.get(f"/tasks/?page_size={size}").json()["results"]) == size
    with django_assert_num_queries(1):
        client.get("/tasks/my-tasks/")


@pytest.mark.parametrize(
    ("page", "rows", "has_next"), [(1, 10, True), (2, 2, False), (3, None, None), (101, None, None)]
)
def test_every_page_says_how_long_the_list_is(page, rows, has_next):
    for number in range(12):
        receive(f"HD-{number}")

    answer = make_client(NOOR).get(f"/tasks/?page={page}")

    if rows is None:
        assert answer.status_code == 404
        return
    body = answer.json()
    assert (body["count"], len(body["results"]), body["next"] is not None) == (12, rows, has_next)


def test_a_list_that_is_empty_has_a_first_page():
    body = make_client(NOOR).get("/tasks/my-tasks/").json()
    assert body == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize("state", ["ok", "at_risk", "breached", "paused"])
def test_a_line_says_the_clock_that_it_is_found_by(state):
    running, held = make_task("RUNNING"), make_task("HELD", **ACCESS)
    make_task("LATE", created_at="2026-01-01T00:00:00Z")
    Task.objects.filter(pk=running.pk).update(sla_at_risk_at=running.created_at)
    make_client(ADMIN).post(f"/tasks/{held.pk}/hold/", {"reason": "Holidays"})
    make_task("FRESH", **BUDGET)

    found = make_client(ADMIN).get(f"/tasks/?sla_state={state}").json()["results"]

    assert {task["sla_state"] for task in found} == {state}
    assert make_client(ADMIN).get(f"/tasks/{found[0]['task_id']}/").json()["sla_state"] == state


def test_a_line_has_what_the_task_itself_shows():
    make_task("HD-1", asset_name="Switch 3F")
    join(ELSA, "Budget Approver", version=2, is_active=False)
    act(DORA, make_task("BUD", **BUDGET).pk, "analyse-done")
    client = make_client(ADMIN)

    for line in client.get("/tasks/").json()["results"]:
        shown = client.get(f"/tasks/{line['task_id']}/").json()
        assert line == {name: shown[name] for name in TaskOutput.Meta.fields}


def test_services_have_no_tasks():
    assert service_client("ticket_service", "tickets.access").get("/tasks/").status_code == 403


def test_nobody_reads_without_signing_in():
    assert make_client().get("/tasks/").status_code == 401


def test_the_list_of_tickets_is_everybodys_own():
    receive("NET")
    receive("VISA", category="Travel", sub_category="Visa")

    def tickets(who):
        results = make_client(who).get("/tickets/").json()["results"]
        return [ticket["ticket_number"] for ticket in results]

    assert tickets(ADMIN) == ["VISA", "NET"]
    assert tickets(ANA) == ["VISA", "NET"]
    assert tickets(NOOR) == ["NET"]
    assert tickets(STRANGER) == []
