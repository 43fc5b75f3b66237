"""Why this workflow, why me, why this deadline, why (not) told."""

from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest

from shared.contracts.notifications import CreateNotification
from shared.identity import services as identity_services
from shared.testing import make_client
from shared.testing.listening import JsonHandler, listening
from shared.testing.messages import outbox_messages
from workflow_api.audit.models import AuditEvent
from workflow_api.explain import notices
from workflow_api.migrating.tests.stories import carry_out, deploy_again, make_tasks, order
from workflow_api.sla import recounting
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, deploy_with, make_task_sent
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    CARL,
    CHECK_IN,
    COORDINATOR,
    NOOR,
    STRANGER,
    act,
    build_world,
    make_task,
    person_of,
    receive,
)
from workflow_api.tickets.tests.test_triage import route
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db
TOKEN = {"access_token": "t", "expires_in": 900}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def notification_service(settings, monkeypatch):
    """Answers with its `decisions`, and with a token in auth_service's place; None: not at all."""
    monkeypatch.setattr(identity_services, "_token", ("", 0.0))
    notices._notification_service.cache_clear()
    found = SimpleNamespace(decisions=[])

    class Handler(JsonHandler):
        def do_POST(self):
            self.sent()
            self._answer(TOKEN)

        def do_GET(self):
            query = dict(parse_qsl(urlsplit(self.path).query))
            about = found.decisions
            if about and "user_id" in query:
                about = [each for each in about if str(each["user_id"]) == query["user_id"]]
            self._answer(about)

        def _answer(self, body):
            self.send(503 if body is None else 200, body)

    with listening(Handler) as settings.NOTIFICATION_URL:
        settings.AUTH_URL = settings.NOTIFICATION_URL
        yield found
    notices._notification_service.cache_clear()


def decision(user_id, **changes):
    return {
        "at": "2026-11-21T10:00:00Z",
        "user_id": user_id,
        "role": "",
        "address": "",
        "notification_type": "task_assignment",
        "subject": "New Task",
        "told": True,
        "cause": "",
        "reason": "You were assigned to this step.",
        "mail": "sent",
        "mail_error": "",
        **changes,
    }


def explain(task, who=ADMIN):
    return make_client(who).get(f"/tasks/{task.pk}/explain/").json()


def test_each_decision_names_the_version_whose_step_asked():
    [task] = make_tasks(1)
    deploy_again(diagnose={"role": "IT Support"})
    order(make_client(ADMIN), reason="Another team does it")
    carry_out()

    explained = make_client(ADMIN).get(f"/tasks/{task.pk}/explain/").json()["decisions"]

    said = [(each["step"], each["role"], each["workflow_version"]) for each in explained]
    assert said == [
        (None, "Ticket Coordinator", 1),
        ("diagnose", "Network Engineer", 1),
        ("diagnose", "IT Support", 2),
    ]


def test_the_workflow_is_explained_with_its_rule_version_and_losers():
    rival = Workflow.objects.get(name="IT Network Support")
    fields = {"category": "IT Support", "sub_category": "Access", "department": "HR"}
    Workflow.objects.filter(pk=rival.pk).update(**fields)
    task = make_task(**ACCESS)

    found = explain(task)

    assert (found["matching"]["rule"], found["workflow_version"]) == (2, 1)
    assert found["matching"]["asked"]["department"] == "Operations"
    [loser] = found["matching"]["losers"]
    assert (loser["workflow_id"], loser["reason"]) == (rival.pk, "takes department HR only")
    assert found["workflow_deployed_by"] == "seed_workflows"


def test_a_choice_by_hand_says_whose_it_was():
    receive("HD-1", category="Travel", sub_category="Visa")
    route(workflow_id=Workflow.objects.get(name="Asset Check-in").pk)

    found = explain(Task.objects.get())

    assert found["matching"]["rule"] == 0
    assert "chosen by Admin" in found["why_workflow"]


def test_the_deadline_comes_with_the_ledger_it_follows_from(clock):
    task = make_task(**ACCESS)

    deadline = explain(task)["deadline"]

    shown = make_client(ADMIN).get(f"/tasks/{task.pk}/sla/").json()
    assert deadline == shown


def test_every_automatic_change_names_its_rule_and_version():
    task = make_task(**CHECK_IN)

    changes = explain(task)["automatic"]

    assert [(each["kind"], each["rule"]) for each in changes] == [
        ("started", "matching"),
        ("assigned", "matching"),
    ]
    assert {each["workflow_version"] for each in changes} == {1}


def test_a_change_keeps_the_version_it_was_made_on_when_the_task_moves_to_another():
    [task] = make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})
    order(make_client(ADMIN))
    carry_out()
    act(NOOR, task.pk, "diagnose-done")

    changes = explain(task)["automatic"]

    assert explain(task)["workflow_version"] == 2
    assert {each["workflow_version"] for each in changes if each["kind"] == "started"} == {1}


def test_lines_from_before_the_record_go_by_the_version_the_task_was_moved_from():
    [task] = make_tasks(1)
    task.events.update(workflow_version=None)
    deploy_again(diagnose={"instructions": "Measure first"})
    order(make_client(ADMIN))
    carry_out()

    assert {each["workflow_version"] for each in explain(task)["automatic"]} == {1}


def test_a_warning_names_the_version_whose_ladder_it_stands_in():
    task = make_task_sent(HOUR)
    workflow = deploy_with(high_sla=HOUR * 5 / 4, urgent_sla=HOUR)
    make_client(ADMIN).post(f"/workflows/{workflow.pk}/recount/", {"reason": "New contract"})
    recounting.work()
    scan()

    [warning] = [each for each in explain(task)["automatic"] if each["kind"] == "sla_warning"]

    assert (warning["rule"], warning["workflow_version"]) == ("sla_clock", 2)
    kept = AuditEvent.objects.filter(task_id=task.pk, actor_kind="system")
    versions = {row.action: row.after["workflow_version"] for row in kept}
    assert versions == {"task.started": 1, "task.sla_recounted": 2, "task.sla_warning": 2}


def test_an_explanation_costs_a_constant_number_of_statements(django_assert_max_num_queries):
    task = make_task(**CHECK_IN)
    act(person_of(task.items.get()), task.pk, "inspect-done")
    client = make_client(ADMIN)

    with django_assert_max_num_queries(14):
        assert client.get(f"/tasks/{task.pk}/explain/").status_code == 200


def test_who_works_on_a_ticket_sees_who_was_told_and_who_was_not(notification_service):
    task = make_task(**ACCESS)
    unsent = decision(BOB.id, told=False, cause="own_act")
    notification_service.decisions = [decision(ALICE.id), unsent]

    found = make_client(ALICE).get(f"/tasks/{task.pk}/explain/notices/").json()["results"]

    assert [(each["name"], each["told"]) for each in found] == [("Alice", True), ("Bob", False)]


def test_a_requester_sees_what_concerned_themselves(notification_service):
    task = make_task(**ACCESS)
    notification_service.decisions = [decision(ALICE.id), decision(ANA.id)]

    found = make_client(ANA).get(f"/tasks/{task.pk}/explain/notices/").json()["results"]

    assert [each["user_id"] for each in found] == [ANA.id]


def test_what_cannot_be_asked_is_said_and_the_rest_stays(notification_service):
    task = make_task(**ACCESS)
    notification_service.decisions = None

    assert make_client(ALICE).get(f"/tasks/{task.pk}/explain/notices/").status_code == 503
    assert make_client(ALICE).get(f"/tasks/{task.pk}/explain/").status_code == 200


@pytest.mark.parametrize("path", ["explain/", "explain/notices/"])
def test_a_task_one_may_not_see_is_not_explained(path):
    task = make_task(**ACCESS)

    assert make_client(STRANGER).get(f"/tasks/{task.pk}/{path}").status_code == 404
    assert make_client(CARL).get(f"/tasks/{task.pk}/{path}").status_code == 404


def test_auditors_may_read_every_explanation():
    assert explain(make_task(**ACCESS), AUDITOR)["workflow_name"] == "IT Access Request"


def test_the_coordinator_who_ends_a_task_is_named_as_its_doer():
    task = make_task(**CHECK_IN)
    for way in ("inspect-done", "record-done"):
        act(person_of(task.items.get(closed_at=None)), task.pk, way)

    [ended] = outbox_messages(CreateNotification)

    assert ended.recipients == {"users": [COORDINATOR.id]}
    assert ended.metadata["actor_id"] == CARL.id
