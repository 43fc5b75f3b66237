"""The traps that other products document, one test each (the number is the trap's)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.audit.actors import Actor
from workflow_api.calendars.tests.factories import calendar_body
from workflow_api.sla import ledger, recounting
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import (
    EVERY_HOUR,
    HOUR,
    deploy_with,
    due_of,
    free_day,
    let_pass,
    make_open_calendar,
    make_task_sent,
    post,
    sla_of,
)
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ACCESS, ADMIN, COORDINATOR, NOOR, build_world, receive
from workflow_api.workflows.selectors import compiled, match_workflow
from workflow_api.workflows.tests.factories import make_deployed

pytestmark = pytest.mark.usefixtures("world")
NETWORK = "IT Network Support"
WHY = "As agreed"


@pytest.fixture
def world(db):
    build_world()


def told(kind="sla_breach"):
    return [n for n in outbox_messages(CreateNotification) if n.notification_type == kind]


def edit_shop(calendar, *holidays):
    body = calendar_body("Shop", time_zone="UTC", slots=EVERY_HOUR, holidays=list(holidays))
    return make_client(ADMIN).put(f"/calendars/{calendar.pk}/", body)


def finish_and_reopen(task: Task) -> Task:
    """What ending and reopening do to a clock."""
    now = timezone.now()
    task.sla_segments.filter(ended_at=None).update(ended_at=now)
    task = Task.objects.select_related("ticket").get(pk=task.pk)
    ledger.reopen(task, at=now, reason="It is broken again", actor=Actor.system("test"))
    definition = compiled(task.workflow_version_id)
    fired = ledger.fired_rungs(task)
    ledger.index(task, ledger.read(task), definition, step_entered_at=now, fired=fired)
    task.save(update_fields=ledger.COLUMNS)
    return task


def test_trap_2_going_on_after_a_long_wait_escalates_nothing_at_once():
    task = make_task_sent(5 * HOUR)
    post(COORDINATOR, task, "hold/", reason="Waiting for the requester")
    let_pass(task, 100 * HOUR)

    post(COORDINATOR, task, "resume/")
    scan()

    assert (told("sla_warning"), told()) == ([], [])


def test_trap_2_a_reopened_task_has_its_whole_time_again():
    task = make_task_sent(9 * HOUR)
    scan()

    reopened = finish_and_reopen(task)
    scan()

    assert len(told()) == 1
    assert due_of(reopened) > timezone.now() + 7 * HOUR
    assert sla_of(task)["state"] == "ok"


def test_trap_3_a_reopened_task_replays_no_rung_of_its_former_life():
    task = make_task_sent(9 * HOUR)
    scan()
    reopened = finish_and_reopen(task)
    let_pass(reopened, 7 * HOUR)

    scan()

    assert (len(told("sla_warning")), len(told())) == (1, 1)


def test_trap_3_the_next_breach_after_the_sender_lowered_the_priority_is_told():
    task = make_task_sent(9 * HOUR)
    scan()

    receive("HD-1", priority="Low")
    scan()
    let_pass(task, 16 * HOUR)
    scan()

    assert Task.objects.get().priority == "medium"
    assert len(told()) == 2


def test_trap_3_other_targets_replay_no_rung():
    task = make_task_sent(7 * HOUR)
    scan()
    for hours in (20, 9):
        workflow = deploy_with(high_sla=hours * HOUR, medium_sla=30 * HOUR)
        url = f"/workflows/{workflow.pk}/recount/"
        assert make_client(ADMIN).post(url, {"reason": WHY}).status_code == 202
        recounting.work()
        scan()

    assert len(told("sla_warning")) == 1
    assert told() == []
    assert due_of(task) == task.ticket.submitted_at + 9 * HOUR


def test_trap_3_the_next_breach_after_time_was_granted_is_told_and_the_last_is_not_replayed():
    task = make_task_sent(9 * HOUR)
    scan()

    post(COORDINATOR, task, "sla/adjust/", seconds=2 * 3600, reason=WHY)
    scan()
    granted = (len(told("sla_warning")), len(told()))
    let_pass(task, 2 * HOUR)
    scan()

    assert granted == (0, 1)
    assert len(told()) == 2


@pytest.mark.parametrize("names", [("A", "Z"), ("Z", "A")])
def test_trap_4_the_order_of_names_decides_nothing(names):
    anywhere, here = names
    fields = {"category": "Hardware", "sub_category": "Printer"}
    make_deployed(name=anywhere, **fields)
    make_deployed(name=here, department="Finance", **fields)

    match = match_workflow("hardware", "printer", "finance")

    assert match is not None
    assert match.version.workflow.name == here


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("hold/", {}),
        ("priority/", {"priority": "low"}),
        ("sla/adjust/", {"seconds": 60}),
    ],
)
def test_trap_5_what_the_screen_asks_for_the_api_asks_for_too(path, body):
    answer = post(COORDINATOR, make_task_sent(), path, **body)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["reason"]


def test_trap_7_a_recount_has_no_limit_of_objects(monkeypatch):
    calendar = make_open_calendar()
    deploy_with(calendar_id=calendar.key)
    monkeypatch.setattr(recounting, "BATCH", 2)
    tasks = [make_task_sent(external_id=f"HD-{n}", priority="Low") for n in range(7)]

    edit_shop(calendar, free_day())
    recounting.work()

    assert all(due_of(task) > before(task) for task in tasks)


def before(task: Any) -> Any:
    return task.sla_deadline


def test_trap_10_a_holiday_counts_for_its_own_calendar_only():
    shop = make_open_calendar("Shop", holidays=[free_day()])
    depot = make_open_calendar("Depot")
    deploy_with(calendar_id=shop.key)
    deploy_with("IT Access Request", calendar_id=depot.key)

    free = make_task_sent(external_id="HD-1", priority="Low")
    works = make_task_sent(external_id="HD-2", priority="Low", **ACCESS)

    assert due_of(free) - free.ticket.submitted_at == timedelta(hours=48)
    assert due_of(works) - works.ticket.submitted_at == timedelta(hours=24)


def test_trap_14_the_same_words_about_two_tasks_are_two_notices():
    for number in range(2):
        make_task_sent(9 * HOUR, f"HD-{number}")

    scan()

    assert len({notice.deduplication_id for notice in told()}) == 2


def test_trap_15_other_targets_move_no_task_to_another_step_or_version():
    task = make_task_sent(HOUR)
    workflow = deploy_with(high_sla=5 * HOUR)

    make_client(ADMIN).post(f"/workflows/{workflow.pk}/recount/", {"reason": WHY})
    recounting.work()

    present = Task.objects.get(pk=task.pk)
    assert due_of(task) == task.ticket.submitted_at + 5 * HOUR
    assert (present.status, present.current_step) == (task.status, task.current_step)
    assert present.workflow_version_id == task.workflow_version_id
    assert present.items.get().assignee_id == NOOR.id


def test_trap_17_saving_a_calendar_costs_the_same_however_many_tasks_count_in_it(
    django_assert_max_num_queries,
):
    calendar = make_open_calendar()
    deploy_with(calendar_id=calendar.key)
    tasks = [make_task_sent(external_id=f"HD-{n}", priority="Low") for n in range(6)]

    with django_assert_max_num_queries(14):
        answer = edit_shop(calendar, free_day())

    assert answer.json()["recount"]["status"] == "queued"
    assert all(due_of(task) == before(task) for task in tasks)
