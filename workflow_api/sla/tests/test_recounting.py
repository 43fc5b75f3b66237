"""Running clocks follow a changed calendar, or later targets, in the background."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from shared.testing import make_client
from workflow_api.calendars.tests.factories import calendar_body
from workflow_api.sla import recounting
from workflow_api.sla.models import Recount
from workflow_api.sla.tests.world import (
    EVERY_HOUR,
    HOUR,
    deploy_with,
    due_of,
    free_day,
    make_open_calendar,
    make_task_sent,
    post,
    sla_of,
)
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, COORDINATOR, build_world

DAY = timedelta(days=1)


@pytest.fixture
def shop(db):
    """A calendar of all hours, in which the network workflow counts."""
    build_world()
    calendar = make_open_calendar()
    deploy_with(calendar_id=calendar.key)
    return calendar


def shop_body(*holidays):
    return calendar_body("Shop", time_zone="UTC", slots=EVERY_HOUR, holidays=list(holidays))


def edit(calendar, *holidays):
    answer = make_client(ADMIN).put(f"/calendars/{calendar.pk}/", shop_body(*holidays))
    assert answer.status_code == 200, answer.json()
    return answer.json()


def make_day_task(external_id="HD-1") -> Any:
    """Due in 24 hours, which is always tomorrow."""
    return make_task_sent(external_id=external_id, priority="Low")


def test_a_holiday_added_afterwards_moves_the_due_time_of_tasks_that_run(shop):
    task = make_day_task()

    answer = edit(shop, free_day())
    recounting.work()

    assert answer["recount"]["total"] == 1
    moved = Task.objects.get(pk=task.pk)
    assert moved.sla_deadline == task.sla_deadline + DAY
    assert moved.version == task.version + 1
    assert [each["rule"] for each in sla_of(task)["segments"]] == [
        "Shop (version 1)",
        "Shop (version 2)",
    ]
    assert (
        task.events.get(kind="sla_recounted").summary == "Recounted: Shop was changed (version 2)"
    )
    run = make_client(ADMIN).get(f"/recounts/{answer['recount']['id']}/").json()
    assert (run["status"], run["done"], run["changed"]) == ("finished", 1, 1)


def test_a_holiday_in_the_past_takes_back_nothing_that_was_used(shop):
    task = make_task_sent(2 * HOUR)
    before = sla_of(task)["used_seconds"]

    edit(shop, free_day(-1), {**free_day(0), "starts": "00:00", "ends": "24:00"})
    recounting.work()

    assert abs(sla_of(task)["used_seconds"] - before) < 30


def test_the_effect_is_told_before_and_writes_nothing(shop):
    task = make_day_task()
    url = f"/calendars/{shop.pk}/effect/"

    effect = make_client(ADMIN).post(url, shop_body(free_day())).json()

    assert (effect["count"], effect["examined"]) == (1, 1)
    assert (effect["later"], effect["earlier"], effect["newly_breached"]) == (1, 0, 0)
    [sample] = effect["sample"]
    assert sample["number"] == task.number
    assert due_of(task) == task.sla_deadline
    assert not Recount.objects.exists()


def test_what_the_effect_foretold_is_what_the_recount_does(shop):
    task = make_day_task()
    url = f"/calendars/{shop.pk}/effect/"
    foretold = make_client(ADMIN).post(url, shop_body(free_day())).json()["sample"][0]["after"]

    edit(shop, free_day())
    recounting.work()

    assert sla_of(task)["deadline"] == foretold


def test_a_paused_clock_takes_the_new_calendar_when_it_goes_on(shop):
    task = make_day_task()
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")

    answer = edit(shop, free_day())
    post(COORDINATOR, task, "resume/")

    assert answer["recount"] is None
    assert sla_of(task)["segments"][-1]["rule"] == "Shop (version 2)"
    assert due_of(task) > task.sla_deadline + DAY - HOUR


def test_a_transfer_across_calendars_keeps_what_was_used(shop):
    task = make_task_sent(2 * HOUR, priority="Low")
    other = make_open_calendar("Warehouse", holidays=[free_day()])
    workflow = deploy_with(calendar_id=other.key)

    url = f"/workflows/{workflow.pk}/recount/"
    foretold = make_client(ADMIN).get(url).json()
    accepted = make_client(ADMIN).post(url, {"reason": "The warehouse does it now"})
    recounting.work()

    assert accepted.status_code == 202
    clock = sla_of(task)
    assert 2 * 3600 <= clock["used_seconds"] < 2 * 3600 + 60
    assert [each["rule"] for each in clock["segments"]] == [
        "Shop (version 1)",
        "Warehouse (version 1)",
    ]
    assert clock["deadline"] == foretold["sample"][0]["after"]
    again = make_client(ADMIN).post(url, {"reason": "Once more"})
    assert again.status_code == 409


def test_later_targets_hold_for_older_tasks_only_when_an_admin_lets_them(shop):
    task = make_task_sent(HOUR)
    workflow = deploy_with(high_sla=2 * HOUR, urgent_sla=HOUR)
    kept = due_of(task)

    make_client(ADMIN).post(f"/workflows/{workflow.pk}/recount/", {"reason": "New contract"})
    recounting.work()

    assert kept == task.sla_deadline
    assert due_of(task) == task.ticket.submitted_at + 2 * HOUR
    assert sla_of(task)["workflow_version"] == 3


def test_the_recounts_of_one_workflow_are_listed_alone(shop):
    make_task_sent(HOUR)
    workflow = deploy_with(high_sla=2 * HOUR, urgent_sla=HOUR)
    client = make_client(ADMIN)
    client.post(f"/workflows/{workflow.pk}/recount/", {"reason": "New contract"})
    edit(shop, free_day())

    listed = client.get("/recounts/", {"workflow_id": workflow.pk, "status": "queued"}).json()

    assert [each["reason"] for each in listed["results"]] == ["New contract"]
    assert client.get("/recounts/").json()["count"] == 2
    assert client.get("/recounts/", {"workflow": workflow.pk}).status_code == 400


def test_an_interrupted_recount_goes_on_where_it_was(shop, monkeypatch):
    tasks = [make_day_task(f"HD-{number}") for number in range(3)]
    monkeypatch.setattr(recounting, "BATCH", 1)
    monkeypatch.setattr(recounting, "BATCHES", 2)
    run_id = edit(shop, free_day())["recount"]["id"]

    recounting.work()
    half = make_client(ADMIN).get(f"/recounts/{run_id}/").json()
    recounting.work()

    assert (half["status"], half["done"]) == ("running", 2)
    run = Recount.objects.get(pk=run_id)
    assert (run.status, run.done, run.changed) == ("finished", 3, 3)
    for task in tasks:
        assert due_of(task) == task.sla_deadline + DAY


def test_a_cancelled_recount_leaves_the_rest_as_it_was(shop, monkeypatch):
    tasks = [make_day_task(f"HD-{number}") for number in range(2)]
    monkeypatch.setattr(recounting, "BATCH", 1)
    monkeypatch.setattr(recounting, "BATCHES", 1)
    run_id = edit(shop, free_day())["recount"]["id"]
    recounting.work()

    cancelled = make_client(ADMIN).post(f"/recounts/{run_id}/cancel/")
    recounting.work()

    assert (cancelled.json()["status"], cancelled.json()["done"]) == ("cancelled", 1)
    assert due_of(tasks[1]) == tasks[1].sla_deadline
    assert make_client(ADMIN).post(f"/recounts/{run_id}/cancel/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_workers_recount_each_task_once():
    build_world()
    calendar = make_open_calendar()
    deploy_with(calendar_id=calendar.key)
    tasks = [make_day_task(f"HD-{number}") for number in range(12)]
    edit(calendar, free_day())

    def run(_):
        try:
            recounting.work()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(run, range(3)))

    assert Recount.objects.get().status == "finished"
    for task in tasks:
        moved = Task.objects.get(pk=task.pk)
        assert (moved.sla_segments.count(), moved.events.filter(kind="sla_recounted").count()) == (
            2,
            1,
        )
