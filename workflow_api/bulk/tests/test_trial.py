"""A few of many are done first, and the person who asked decides about the others."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.bulk.services import running
from workflow_api.bulk.services.deciding import TRIAL, TRIAL_FROM
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ACCESS, COORDINATOR, build_world, make_task

MANY = TRIAL_FROM + 2
HOLD = {"action": "hold", "arguments": {"reason": "The supplier is closed"}}


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def make_tasks(count=MANY):
    return [make_task(f"HD-{number}", **ACCESS) for number in range(count)]


def preview(tasks):
    chosen = [{"task_id": task.pk, "version": task.version} for task in tasks]
    return client().post("/tasks/bulk/", {**HOLD, "tasks": chosen}).json()


def client():
    return make_client(COORDINATOR)


def post(job, act, **body):
    return client().post(f"/tasks/bulk/{job['id']}/{act}/", body)


def work(job):
    """Let the schedule have its turns; one does not last long on a busy machine."""
    for _ in range(30):
        running.work()
        seen = client().get(f"/tasks/bulk/{job['id']}/").json()
        if seen["state"] != "running":
            break
    return seen


def held():
    return Task.objects.filter(status="on_hold").count()


def test_of_many_a_few_are_done_and_the_others_wait_for_a_word():
    job = preview(make_tasks())

    started = post(job, "start").json()
    tried = work(job)

    assert (started["state"], started["trying"]) == ("running", True)
    assert (tried["state"], tried["trying"]) == ("tried", False)
    assert (tried["done"], tried["waiting"], held()) == (TRIAL, MANY - TRIAL, TRIAL)
    assert work(job)["done"] == TRIAL


def test_a_trial_that_pleases_goes_on_to_the_end():
    job = preview(make_tasks())
    post(job, "start")
    work(job)

    post(job, "start")
    done = work(job)

    assert (done["state"], done["done"], held()) == ("done", MANY, MANY)
    noted = AuditEvent.objects.filter(object_type="bulk_job").order_by("id")
    assert [each.action for each in noted] == ["bulk.started", "bulk.went_on"]


def test_a_trial_that_does_not_is_stopped_and_taken_back():
    job = preview(make_tasks())
    post(job, "start")
    work(job)

    stopped = post(job, "cancel").json()
    undo = post(job, "undo").json()
    undone = work(undo)

    assert (stopped["state"], stopped["cancelled"]) == ("cancelled", MANY - TRIAL)
    assert (undone["state"], undone["done"], held()) == ("done", TRIAL, 0)


def test_the_whole_is_taken_back_trial_and_all():
    job = preview(make_tasks())
    post(job, "start")
    work(job)
    post(job, "start")
    work(job)

    undone = work(post(job, "undo").json())

    assert (undone["state"], undone["done"], held()) == ("done", MANY, 0)


@pytest.mark.parametrize(
    ("count", "body", "state"),
    [
        (TRIAL_FROM, {}, "done"),
        (MANY, {"try_first": False}, "done"),
        (TRIAL + 1, {"try_first": True}, "tried"),
        (2, {"try_first": True}, "done"),
    ],
)
def test_who_asks_may_decide_otherwise_and_few_need_no_trial(count, body, state):
    job = preview(make_tasks(count))

    post(job, "start", **body)

    assert work(job)["state"] == state


def test_a_bad_wish_is_refused_by_name():
    job = preview(make_tasks(1))

    answer = post(job, "start", try_first="perhaps")

    assert answer.json()["details"][0]["field"] == "try_first"


@pytest.mark.django_db(transaction=True)
def test_several_schedulers_do_not_try_more_than_was_said():
    job = preview(make_tasks())
    post(job, "start")

    def scheduler(_):
        try:
            running.work()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(scheduler, range(4)))
    tried = work(job)
    assert (tried["state"], tried["done"], held()) == ("tried", TRIAL, TRIAL)
