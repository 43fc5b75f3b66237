"""Ladders of a workflow's own, who hears of a rung, and how much the scan reads."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.testing.messages import outbox_messages
from workflow_api.sla import services
from workflow_api.sla.models import SlaRung
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, deploy_with, let_pass, make_task_sent, post, sla_of
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import COORDINATOR, MANAGER, NOOR, build_world
from workflow_api.workflows.models import Step

pytestmark = pytest.mark.usefixtures("world")
ADMINS = {"system": "TTS", "role": "Admin"}


@pytest.fixture
def world(db):
    build_world()


def rung(at, *tell, **more):
    place = {"percent": at} if isinstance(at, int) else {"minutes": int(at)}
    return {"percent": None, "minutes": None, **place, "tell": list(tell), **more}


def told():
    notices = outbox_messages(CreateNotification)
    return [(n.notification_type, n.recipients) for n in notices]


def test_each_rung_is_told_in_its_turn_to_those_it_names():
    ladder = [
        rung(50, "assignee"),
        rung("-30", "coordinator"),
        rung(100, "assignee", "manager"),
        rung("+120", "admin"),
    ]
    deploy_with(ladder=ladder)
    task = make_task_sent(4 * HOUR + timedelta(minutes=1))
    heard = []
    for wait in (0.0, 3.5, 0.5, 2.0):
        let_pass(task, wait * HOUR)
        scan()
        scan()
        heard.append(told()[-1])

    assert heard == [
        ("sla_warning", {"users": [NOOR.id], "roles": []}),
        ("sla_warning", {"users": [COORDINATOR.id], "roles": []}),
        ("sla_breach", {"users": [MANAGER.id, NOOR.id], "roles": []}),
        ("sla_breach", {"users": [], "roles": [ADMINS]}),
    ]
    assert len(told()) == 4
    assert Task.objects.get(pk=task.pk).next_rung_at is None


def test_a_rung_nobody_reaches_tells_nobody_but_is_done():
    deploy_with(ladder=[rung(10, "coordinator"), rung(100, "assignee")])
    task = make_task_sent(HOUR)
    Task.objects.filter(pk=task.pk).update(coordinator_id=None)

    scan()

    assert told() == []
    assert SlaRung.objects.get(task=task).rung == "10%"


def test_the_clock_shows_the_ladder_with_its_times():
    make_task_sent(7 * HOUR)
    scan()

    ladder = sla_of(Task.objects.get())["ladder"]

    assert [(step["rung"], bool(step["fired_at"])) for step in ladder] == [
        ("75%", True),
        ("100%", False),
    ]
    assert ladder[1]["at"] == sla_of(Task.objects.get())["deadline"]


@pytest.mark.parametrize(
    ("role", "origins"),
    [("Budget Approver", ["system", "escalated"]), ("", ["system"])],
)
def test_a_breach_hands_work_up_once_when_its_step_says_so(role, origins):
    escalation_of = Step.objects.filter(workflow__name="IT Network Support", key="diagnose")
    escalation_of.update(escalate_to=role)
    deploy_with()
    task = make_task_sent(9 * HOUR)

    scan()
    scan()

    items = task.items.order_by("id")
    assert list(items.values_list("origin", flat=True)) == origins
    assert items.latest("id").role == (role or "Network Engineer")


def test_more_tasks_than_fit_a_batch_are_all_told(monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    for number in range(5):
        make_task_sent(9 * HOUR, f"HD-{number}")

    scan()

    assert [kind for kind, _ in told()] == ["sla_breach"] * 5


def copy(table, times, **changes):
    """Rows like the only one of a table, by statement: thousands of them in no time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND table_schema = current_schema()",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall() if name != "id"]
        values = [changes.get(name, f'"{name}"') for name in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"
            f" FROM (SELECT * FROM {table} ORDER BY id LIMIT 1) one, generate_series(1, {times}) n"
        )
        cursor.execute(f"ANALYZE {table}")


def test_among_ten_thousand_tasks_the_scan_reads_the_due_ones():
    make_task_sent()
    copy(
        "tickets_workflowticket",
        10_000,
        external_id="'X-' || n",
        ticket_number="'X-' || n",
    )
    first = "(SELECT min(id) FROM tickets_workflowticket)"
    copy(
        "tasks_task",
        10_000,
        ticket_id=f"{first} + n",
        next_rung_at="now() + n * '1 hour'::interval",
    )
    Task.objects.filter(ticket__external_id="X-7").update(next_rung_at=timezone.now())
    due = Task.objects.filter(next_rung_at__lte=timezone.now()).order_by("next_rung_at")

    plan = json.loads(due.values_list("pk", flat=True).explain(format="json", analyze=True))
    [root] = [each["Plan"] for each in plan]
    while root.get("Plans"):
        [root] = root["Plans"]

    assert root.get("Index Name") == "task_rung_due", root
    assert (root["Actual Rows"], root.get("Rows Removed by Filter", 0)) == (1, 0)


def test_a_held_task_is_not_scanned_again_and_again(django_assert_num_queries):
    task = make_task_sent(9 * HOUR)
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")
    scan()

    with django_assert_num_queries(1):
        scan()
