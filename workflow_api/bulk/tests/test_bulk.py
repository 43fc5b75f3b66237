"""One act on many tasks: previewed, done item by item as a single act would be, taken back."""

import uuid

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.services import running
from workflow_api.bulk.services.forgetting import forget
from workflow_api.bulk.tests.jobs import free_tasks, items, job_of, post, preview, run
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    AUDITOR,
    BOB,
    BUDGET,
    COORDINATOR,
    NOOR,
    build_world,
    join,
    make_task,
    receive,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def test_a_preview_says_what_would_happen_and_changes_nothing():
    [free] = free_tasks(1)
    taken, foreign = make_task("TAKEN", **ACCESS), make_task("NET")
    before = list(Task.objects.order_by("pk").values("version", "status"))

    job = preview(BOB, "claim", free, taken, foreign)

    assert job.status_code == 201
    body = job.json()
    assert (body["state"], body["total"], body["waiting"], body["refused"]) == (
        "previewed",
        3,
        1,
        2,
    )
    verdicts = {item["task_id"]: (item["state"], item["message"]) for item in items(BOB, body)}
    assert verdicts == {
        free.pk: ("waiting", ""),
        taken.pk: ("refused", f"{taken.items.get().assignee_name} has this work"),
        foreign.pk: ("refused", f"There is no task T-{foreign.pk}"),
    }
    assert {each["count"] for each in body["refusals"]} == {1}
    assert list(Task.objects.order_by("pk").values("version", "status")) == before


def test_a_job_does_to_each_task_what_a_single_act_does():
    tasks = free_tasks(3)

    job = run(BOB, "claim", *tasks)

    assert (job["state"], job["done"], job["waiting"]) == ("done", 3, 0)
    for task in Task.objects.all():
        assert task.items.get().assignee_id == BOB.id
        event = task.events.latest("id")
        assert (event.kind, event.actor_id, event.actor_name) == ("claimed", BOB.id, BOB.full_name)
        audited = AuditEvent.objects.filter(task_id=task.pk, action="task.claimed").get()
        assert (audited.actor_kind, audited.actor_id) == ("person", BOB.id)
    assert AuditEvent.objects.filter(action="bulk.started", actor_id=BOB.id).count() == 1


def test_all_that_match_a_filter_are_frozen_when_previewed():
    free_tasks(2)
    job = preview(BOB, "claim", filter={"view": "unassigned", "priority": "high"}).json()
    late = make_task("LATE", **ACCESS)
    make_client(ADMIN).post(f"/tasks/{late.pk}/release/", {})

    post(BOB, job, "start")
    running.work()

    assert job_of(BOB, job)["done"] == 2
    assert late.items.get().assignee_id is None


def test_what_somebody_did_meanwhile_is_not_overrun():
    tasks = free_tasks(2)
    job = preview(BOB, "claim", *tasks).json()
    make_client(ALICE).post(f"/tasks/{tasks[0].pk}/claim/", {})

    post(BOB, job, "start")
    running.work()

    lost, won = items(BOB, job)
    assert (lost["state"], lost["message"]) == ("refused", f"{ALICE.full_name} has this work")
    assert won["state"] == "done"


def test_a_version_that_is_no_longer_true_is_refused_already_in_the_preview():
    task = make_task(**ACCESS)
    body = {"tasks": [{"task_id": task.pk, "version": task.version}]}
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Asked"})

    job = preview(COORDINATOR, "resume", **body).json()

    assert job["refused"] == 1
    message = job["refusals"][0]["message"]
    assert "version 2, not 1" in message
    assert message.endswith(f"{COORDINATOR.full_name} put the task on hold")


def test_who_lost_the_role_meanwhile_acts_no_more():
    tasks = free_tasks(1)
    job = preview(BOB, "claim", *tasks).json()
    post(BOB, job, "start")
    join(BOB, "IT Support", version=2, is_active=False)

    running.work()

    assert items(BOB, job)[0]["state"] == "refused"
    assert tasks[0].items.get().assignee_id is None


@pytest.mark.parametrize(
    ("who", "action", "arguments", "done"),
    [
        (ADMIN, "hold", {"reason": "Holidays"}, 1),
        (COORDINATOR, "hold", {"reason": "Holidays"}, 1),
        (ALICE, "hold", {"reason": "Holidays"}, 0),
        (AUDITOR, "hold", {"reason": "Holidays"}, 0),
        (ALICE, "release", {}, 1),
        (BOB, "release", {}, 0),
        (ALICE, "transition", {"outcome": "done"}, 1),
        (ALICE, "transition", {"outcome": "approve"}, 0),
        (BOB, "transition", {"outcome": "done"}, 0),
        (ADMIN, "transition", {"outcome": "done"}, 0),
        (ADMIN, "transition", {"outcome": "done", "notes": "She is ill"}, 1),
    ],
)
def test_the_preview_and_the_job_agree_with_the_permission_table(who, action, arguments, done):
    task = make_task(**ACCESS)
    assert task.items.get().assignee_id == ALICE.id

    job = preview(who, action, task, arguments=arguments).json()
    # Whatever the preview says, the act itself decides.
    BulkItem.objects.update(state="waiting", message="")
    post(who, job, "start")
    running.work()

    assert job["waiting"] == job_of(who, job)["done"] == done


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"action": "explode", "tasks": []}, "action"),
        ({"action": "claim"}, "tasks"),
        ({"action": "claim", "tasks": [{"task_id": 1}], "filter": {}}, "tasks"),
        ({"action": "claim", "tasks": [{"task_id": 1}, {"task_id": 1}]}, "tasks"),
        ({"action": "claim", "tasks": [{"task_id": 0}]}, "tasks.0.task_id"),
        ({"action": "claim", "filter": {"colour": "red"}}, "filter.colour"),
        ({"action": "claim", "filter": {"view": "everything"}}, "filter.view"),
        ({"action": "claim", "filter": {"ordering": "colour"}}, "filter.ordering"),
        ({"action": "hold", "tasks": [{"task_id": 1}]}, "arguments.reason"),
        ({"action": "claim", "tasks": [{"task_id": 1}], "arguments": {"x": 1}}, "arguments.x"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(body, named):
    response = make_client(BOB).post("/tasks/bulk/", body)

    assert response.status_code == 400, response.json()
    assert named in {detail["field"] for detail in response.json()["details"]}


def test_nothing_and_too_much_are_refused():
    nothing = make_client(BOB).post("/tasks/bulk/", {"action": "claim", "tasks": []})
    too_much = {"action": "claim", "tasks": [{"task_id": n} for n in range(1, 5002)]}

    assert nothing.status_code == 422
    assert make_client(BOB).post("/tasks/bulk/", too_much).status_code == 400


def test_a_job_of_which_nothing_would_happen_does_not_start():
    job = preview(BOB, "claim", make_task("TAKEN", **ACCESS)).json()

    assert post(BOB, job, "start").status_code == 409


def test_a_job_is_its_owners_alone():
    job = preview(BOB, "claim", *free_tasks(1)).json()

    for act_on_it in ("start", "cancel", "undo"):
        assert post(ALICE, job, act_on_it).status_code == 404
    client = make_client(ADMIN)
    assert client.get(f"/tasks/bulk/{job['id']}/").status_code == 404
    assert client.get(f"/tasks/bulk/{job['id']}/items/").status_code == 404
    assert client.get("/tasks/bulk/").json()["count"] == 0
    assert make_client(BOB).get("/tasks/bulk/").json()["count"] == 1
    assert make_client(BOB).get(f"/tasks/bulk/{uuid.uuid4()}/").status_code == 404


def test_a_cancelled_job_leaves_the_rest_undone(monkeypatch):
    tasks = free_tasks(3)
    job = preview(BOB, "claim", *tasks).json()
    post(BOB, job, "start")
    monkeypatch.setattr(running, "ITEMS_PER_TURN", 1)
    monkeypatch.setattr(running, "SLICE_SECONDS", 0.000001)
    running.work()

    cancelled = post(BOB, job, "cancel").json()
    running.work()

    assert (cancelled["state"], cancelled["done"], cancelled["cancelled"]) == ("cancelled", 1, 2)
    assert job_of(BOB, job)["done"] == 1
    assert post(BOB, job, "cancel").status_code == 200
    [kept] = AuditEvent.objects.filter(action="bulk.cancelled", actor_id=BOB.id)
    assert (kept.object_id, kept.after["left"]) == (job["id"], 2)
    assert post(BOB, job, "start").status_code == 409


def test_a_preview_costs_the_same_however_many_tasks_there_are(django_assert_num_queries):
    few, many = free_tasks(2), [make_task(f"BU-{n}", **BUDGET) for n in range(9)]
    preview(ADMIN, "transition", few[0], arguments={"outcome": "done"})

    statements = []
    for tasks in (few, many):
        with django_assert_num_queries(10, exact=False) as counted:
            preview(ADMIN, "transition", *tasks, arguments={"outcome": "done"})
        statements.append(len(counted))

    assert statements[0] == statements[1]


def test_old_jobs_are_forgotten_but_for_running_ones():
    receive("NET")
    done = run(BOB, "claim", *free_tasks(1))
    running_job = preview(NOOR, "release", Task.objects.get(ticket__ticket_number="NET")).json()
    post(NOOR, running_job, "start")

    assert forget(timezone.now(), 10) == 1

    assert not BulkJob.objects.filter(pk=done["id"]).exists()
    assert BulkJob.objects.get().state == "running"
