"""How jobs are worked off: by several processes, some of which die."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from workflow_api.bulk.registry import ACTIONS
from workflow_api.bulk.services import running
from workflow_api.bulk.tests.jobs import free_tasks, items, job_of, post, preview, run
from workflow_api.tasks.models import TaskEvent
from workflow_api.tasks.tests.world import BOB, build_world


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def test_a_fault_in_one_task_does_not_stop_the_others(monkeypatch):
    broken, sound = free_tasks(2)
    single = ACTIONS["claim"].do

    def claim(*, task_id, **others):
        task = single(task_id=task_id, **others)
        if task_id == broken.pk:
            raise ZeroDivisionError
        return task

    monkeypatch.setitem(ACTIONS, "claim", replace(ACTIONS["claim"], do=claim))
    job = run(BOB, "claim", broken, sound)

    assert [item["state"] for item in items(BOB, job)] == ["refused", "done"]
    assert broken.items.get().assignee_id is None


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
        patch.setitem(ACTIONS, "claim", replace(ACTIONS["claim"], do=dies_after_the_second))
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
