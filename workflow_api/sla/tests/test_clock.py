"""The clock of a task as people see it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.calendars.tests.factories import make_calendar
from workflow_api.sla.tests.world import (
    EVERY_HOUR,
    HOUR,
    deploy_with,
    free_day,
    let_pass,
    make_open_calendar,
    make_task_sent,
    post,
    sla_of,
)
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, COORDINATOR, NOOR, build_world
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def world(db):
    build_world()


def due_times(task):
    """What every way of asking for a task's due time answers."""
    client = make_client(NOOR)
    [listed] = client.get("/tasks/").json()["results"]
    [mine] = client.get("/tasks/my-tasks/").json()["results"]
    one = client.get(f"/tasks/{task.pk}/").json()
    clock = sla_of(task)
    moments = {each["sla_deadline"] for each in (listed, mine, one)} | {clock["deadline"]}
    steps = {each["step_deadline"] for each in (listed, mine, one, clock)}
    states = {each["sla_state"] for each in (listed, mine, one)} | {clock["state"]}
    return moments, steps, states


def test_every_answer_names_the_same_due_time():
    calendar = make_open_calendar(holidays=[free_day()])
    deploy_with(calendar_id=calendar.key)
    task = make_task_sent(HOUR, priority="Low")
    answers = [due_times(task)]
    for path, body in (
        ("priority/", {"priority": "low"}),
        ("sla/adjust/", {"seconds": -5400}),
        ("hold/", {}),
        ("resume/", None),
    ):
        reason = {} if body is None else {"reason": "As agreed"}
        assert post(COORDINATOR, task, path, **(body or {}), **reason).status_code == 200
        answers.append(due_times(task))

    assert [tuple(len(each) for each in answer) for answer in answers] == [(1, 1, 1)] * 5
    assert len({tuple(moments) for moments, _, _ in answers}) == 5


def test_the_lines_of_the_ledger_make_its_sum_to_the_second():
    task = make_task_sent(HOUR)
    for _ in range(3):
        post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")
        post(COORDINATOR, task, "resume/")
    at, length = timezone.now() - HOUR, timedelta(seconds=10.6)
    for line in task.sla_segments.order_by("id"):
        line.started_at, at = at, at + length
        line.ended_at = line.ended_at and at
        line.save()

    clock = sla_of(task)

    lines = [line["used_seconds"] or 0 for line in clock["segments"]]
    assert sum(lines) == clock["used_seconds"]
    assert clock["used_seconds"] + clock["remaining_seconds"] == clock["target_seconds"]


def test_the_ledger_says_who_paused_it_and_why():
    task = make_task_sent(HOUR)
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")
    let_pass(task, HOUR)
    post(COORDINATOR, task, "resume/")

    clock = sla_of(task)

    assert [each["kind"] for each in clock["segments"]] == ["running", "paused", "running"]
    paused = clock["segments"][1]
    assert (paused["reason"], paused["actor_name"], paused["used_seconds"]) == (
        "Waiting for a spare part",
        COORDINATOR.full_name,
        None,
    )
    assert abs(clock["paused_seconds"] - 3600) < 60
    assert [each["rule"] for each in clock["segments"]] == ["24x7", "", "24x7"]


def test_the_sentence_says_why_it_is_due_then():
    task = make_task_sent(HOUR)
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")
    let_pass(task, 70 * timedelta(minutes=1))
    post(COORDINATOR, task, "resume/")

    clock = sla_of(task)

    due = datetime.fromisoformat(clock["deadline"])
    since = datetime.fromisoformat(clock["started_at"])
    assert clock["sentence"] == (
        f"Due {due:%a} {due.day} {due:%b %H:%M} because 8 h of working time from "
        f"{since:%a} {since.day} {since:%b %H:%M}, paused 1 h 10 min."
    )


def test_the_sentence_speaks_the_zone_of_the_calendar():
    calendar = make_calendar("Manila", time_zone="Asia/Manila", slots=EVERY_HOUR)
    deploy_with(calendar_id=calendar.key)
    task = make_task_sent()

    clock = sla_of(task)

    due = datetime.fromisoformat(clock["deadline"]).astimezone(ZoneInfo("Asia/Manila"))
    assert clock["sentence"].startswith(f"Due {due:%a} {due.day} {due:%b %H:%M} because")
    assert clock["sentence"].endswith("Times of Asia/Manila.")
    assert (clock["calendar"], clock["time_zone"]) == ("Manila", "Asia/Manila")


def test_a_clock_that_stands_still_names_no_date_but_what_is_left():
    task = make_task_sent(3 * HOUR)

    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")

    clock = sla_of(task)
    assert clock["deadline"] is None
    left = ("5 h are left", "4 h 59 min are left")
    stands = "Not due while the clock stands still: "
    assert clock["sentence"].startswith(tuple(stands + words for words in left))


def test_without_a_target_it_says_that_nothing_is_promised():
    Workflow.objects.filter(name="IT Network Support").update(high_sla=None)
    deploy_with()

    clock = sla_of(make_task_sent())

    assert (clock["target_seconds"], clock["state"], clock["ladder"][0]["at"]) == (None, "ok", None)
    assert clock["sentence"] == "No deadline: the workflow promises nothing for priority high."


def test_the_bar_tells_working_hours_from_the_time_between():
    now = timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    day_before = free_day(-1)
    calendar = make_open_calendar(holidays=[day_before])
    deploy_with(calendar_id=calendar.key)
    sent = now - midnight + timedelta(days=1, hours=6)
    task = make_task_sent(sent, priority="Low")

    stretches = sla_of(task)["stretches"]

    assert [each["kind"] for each in stretches] == ["running", "outside", "running"]
    assert stretches[1]["ended_at"] == midnight.isoformat().replace("+00:00", "Z")
    assert {each["segment"] for each in stretches} == {0}


def test_a_bar_of_too_many_pieces_goes_without_the_time_between():
    slots = [
        {"weekday": day, "starts": f"{hour:02}:00", "ends": f"{hour:02}:30"}
        for day in range(1, 8)
        for hour in range(0, 24, 2)
    ]
    calendar = make_calendar("Half hours", time_zone="UTC", slots=slots)
    deploy_with(calendar_id=calendar.key)
    task = make_task_sent(timedelta(days=30))

    assert [each["kind"] for each in sla_of(task)["stretches"]] == ["running"]


@pytest.mark.parametrize(("who", "may"), [(ADMIN, True), (COORDINATOR, True), (NOOR, False)])
def test_it_says_whether_this_person_may_change_it(who, may):
    assert sla_of(make_task_sent(), who)["may_change"] is may


def test_reading_a_clock_costs_the_same_however_long_its_ledger(django_assert_max_num_queries):
    task = make_task_sent()
    for _ in range(4):
        post(COORDINATOR, task, "hold/", reason="Waiting")
        post(COORDINATOR, task, "resume/")
    client = make_client(NOOR)
    client.get(f"/tasks/{task.pk}/sla/")

    with django_assert_max_num_queries(8):
        client.get(f"/tasks/{task.pk}/sla/")
    assert Task.objects.get(pk=task.pk).sla_segments.count() == 9
