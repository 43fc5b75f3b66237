"""One act on many tasks: previewed, done item by item as a single act would be, taken back."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.registry import ACTIONS
from workflow_api.bulk.services import running
from workflow_api.bulk.services.forgetting import forget
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    AUDITOR,
    BOB,
    BUDGET,
    COORDINATOR,
    NOOR,
    act,
    build_world,
    join,
    make_task,
    receive,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def preview(who, action, *tasks, **body):
    chosen = {"tasks": [{"task_id": task.pk, "version": task.version} for task in tasks]}
    return make_client(who).post(
        "/tasks/bulk/", {"action": action, **(chosen if tasks else {}), **body}
    )


def post(who, job, act):
    return make_client(who).post(f"/tasks/bulk/{job['id']}/{act}/", {})


def job_of(who, job):
    return make_client(who).get(f"/tasks/bulk/{job['id']}/").json()


def items(who, job, query=""):
    return make_client(who).get(f"/tasks/bulk/{job['id']}/items/{query}").json()["results"]


def run(who, action, *tasks, **body):
    """Preview, start, and let the schedule do its part."""
    job = preview(who, action, *tasks, **body).json()
    started = post(who, job, "start")
    assert started.status_code == 200, started.json()
    running.work()
    return job_of(who, job)


def free_tasks(count):
    """Tasks of IT Support that nobody has."""
    tasks = [make_task(f"HD-{number}", **ACCESS) for number in range(count)]
    for task in tasks:
        make_client(ADMIN).post(f"/tasks/{task.pk}/release/", {})
        task.refresh_from_db()
    return tasks


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
    assert "version 2, not 1" in job["refusals"][0]["message"]


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
    assert post(BOB, job, "start").status_code == 409


def test_what_was_done_is_taken_back_where_nobody_acted_since():
    tasks = free_tasks(3)
    job = run(BOB, "claim", *tasks)
    act(BOB, tasks[0].pk, "verify-done")

    undone = post(BOB, job, "undo")
    running.work()

    assert undone.status_code == 201
    refused, *back = items(BOB, undone.json())
    assert refused["state"] == "refused"
    assert [item["state"] for item in back] == ["done", "done"]
    for task in tasks[1:]:
        assert task.items.get().assignee_id is None
    assert job_of(BOB, job)["undone_by"] == undone.json()["id"]
    assert job_of(BOB, job)["undo_until"] is None
    assert post(BOB, job, "undo").status_code == 409
    assert post(BOB, undone.json(), "undo").status_code == 409


def test_a_hold_that_is_taken_back_comes_back_with_its_reason():
    task = make_task(**ACCESS)
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Holidays"})
    task.refresh_from_db()

    job = run(COORDINATOR, "resume", task)
    post(COORDINATOR, job, "undo")
    running.work()

    task.refresh_from_db()
    assert task.status == "on_hold"
    assert task.events.latest("id").notes == "Holidays"


def test_work_given_away_comes_back_to_whom_it_belonged():
    own, others = make_task("OWN", **ACCESS), make_task("OTHERS", **ACCESS)
    released = run(ADMIN, "release", own, others)
    own_release = run(ALICE, "release", claimed(own, ALICE))

    by_admin = post(ADMIN, released, "undo").json()
    by_owner = post(ALICE, own_release, "undo").json()
    running.work()

    assert job_of(ADMIN, by_admin)["refused"] == 2
    assert job_of(ALICE, by_owner)["done"] == 1
    assert own.items.get().assignee_id == ALICE.id


def claimed(task, who):
    make_client(who).post(f"/tasks/{task.pk}/claim/", {})
    task.refresh_from_db()
    return task


def test_there_is_a_quarter_of_an_hour_to_take_back():
    job = run(BOB, "claim", *free_tasks(1))
    BulkJob.objects.update(finished_at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert post(BOB, job, "undo").status_code == 409


def test_a_way_taken_cannot_be_taken_back():
    job = run(ALICE, "transition", make_task(**ACCESS), arguments={"outcome": "done"})

    assert (job["done"], job["undo_until"]) == (1, None)
    assert post(ALICE, job, "undo").status_code == 409


def test_a_fault_in_one_task_does_not_stop_the_others(monkeypatch):
    broken, sound = free_tasks(2)
    single = ACTIONS["claim"].do

    def claim(*, task_id, **others):
        task = single(task_id=task_id, **others)
        if task_id == broken.pk:
            raise ZeroDivisionError
        return task

    monkeypatch.setitem(ACTIONS, "claim", _with(ACTIONS["claim"], do=claim))
    job = run(BOB, "claim", broken, sound)

    assert [item["state"] for item in items(BOB, job)] == ["refused", "done"]
    assert broken.items.get().assignee_id is None


def _with(action, **changes):
    import dataclasses

    return dataclasses.replace(action, **changes)


def test_a_killed_process_repeats_nothing(monkeypatch):
    tasks = free_tasks(3)
    job = preview(BOB, "claim", *tasks).json()
    post(BOB, job, "start")
    single = ACTIONS["claim"].do

    def dies_after_the_second(*, task_id, **others):
        task = single(task_id=task_id, **others)
        if task_id == tasks[1].pk:
            raise KeyboardInterrupt
        return task

    with monkeypatch.context() as patch:
        patch.setitem(ACTIONS, "claim", _with(ACTIONS["claim"], do=dies_after_the_second))
        with pytest.raises(KeyboardInterrupt):
            running.work()
    assert (job_of(BOB, job)["done"], job_of(BOB, job)["waiting"]) == (1, 2)
    running.work()

    assert job_of(BOB, job)["done"] == 3
    assert TaskEvent.objects.filter(kind="claimed").count() == 3


@pytest.mark.django_db(transaction=True)
def test_several_processes_share_a_job_and_do_each_task_once():
    tasks = free_tasks(12)
    job = preview(BOB, "claim", *tasks).json()
    post(BOB, job, "start")

    def scheduler(_):
        try:
            running.work()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(scheduler, range(4)))
    running.work()

    assert (job_of(BOB, job)["state"], job_of(BOB, job)["done"]) == ("done", 12)
    assert TaskEvent.objects.filter(kind="claimed").count() == 12


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
