"""Admins correct, decline and put off what waits, and make rules from it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shared.contracts.notifications import SendEmail
from shared.contracts.status import CorrectTicket, UpdateStatus
from shared.dead_letters.models import DeadLetter
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.audit.models import AuditEvent
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, ALICE, AUDITOR, MANAGER, build_world, receive
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.tests.factories import make_deployed

pytestmark = pytest.mark.django_db
VISA = {"category": "Travel", "sub_category": "Visa"}
NETWORK = {"category": "IT Support", "sub_category": "Network"}
STRANGER = "visitor@example.org"


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def wait(number="HD-1", **fields):
    receive(number, **{**VISA, "requester_email": STRANGER, **fields})
    return WorkflowTicket.objects.get(ticket_number=number)


def do(ticket, act, who=ADMIN, **body):
    return make_client(who).post(f"/tickets/{ticket.pk}/{act}/", body)


def now_of(ticket):
    ticket.refresh_from_db()
    return ticket


def last_mail():
    return outbox_messages(SendEmail)[-1]


def test_a_corrected_ticket_goes_its_way_and_the_first_content_is_kept():
    ticket = wait()

    answer = do(ticket, "accept", **NETWORK, priority="urgent", reason="Misread")

    assert answer.status_code == 200
    task = Task.objects.get(pk=answer.json()["task_id"])
    assert (task.workflow.name, task.priority) == ("IT Network Support", "urgent")
    amendment = now_of(ticket).amendments.get()
    assert amendment.changed_fields == ["category", "sub_category", "priority"]
    assert amendment.raw == ticket.raw
    assert DeadLetter.objects.get().state == "resolved"


def test_ticket_service_hears_of_a_correction_before_the_new_status():
    ticket = wait()

    do(ticket, "accept", **NETWORK, priority="urgent", reason="Misread")

    [told] = outbox_messages(CorrectTicket)
    assert told.changes == {**NETWORK, "priority": "urgent"}
    assert (told.ticket_id, told.by_name, told.reason) == ("HD-1", ADMIN.full_name, "Misread")
    waited, begun = outbox_messages(UpdateStatus)
    assert waited.version <= told.version < begun.version


def test_a_ticket_that_is_accepted_as_it_is_was_not_corrected():
    ticket = wait()
    make_deployed(**VISA)

    assert do(ticket, "accept", reason="It is right").status_code == 200

    assert outbox_messages(CorrectTicket) == []


def test_a_ticket_that_came_past_ticket_service_brings_its_correction_along():
    ticket = wait()
    WorkflowTicket.objects.update(is_direct=True)

    do(ticket, "accept", **NETWORK)

    assert outbox_messages(CorrectTicket) == []
    shown = outbox_messages(UpdateStatus)[-1].ticket
    assert shown is not None
    assert shown["sub_category"] == "Network"


def test_a_correction_that_helps_nothing_changes_nothing():
    ticket = wait()

    answer = do(ticket, "accept", sub_category="Passport")

    assert (answer.status_code, answer.json()["code"]) == (409, "WORKFLOW_NOT_FOUND")
    assert "Passport" in answer.json()["error"]
    assert now_of(ticket).sub_category == "Visa"
    assert not ticket.amendments.exists()


def test_a_declined_ticket_is_over_and_its_requester_reads_why():
    ticket = wait()

    answer = do(ticket, "decline", message="We do not arrange visas.")

    assert (answer.status_code, answer.json()["state"]) == (200, "declined")
    assert "We do not arrange visas." in last_mail().message
    assert outbox_messages(UpdateStatus)[-1].status == "rejected"
    assert DeadLetter.objects.get().state == "resolved"
    assert AuditEvent.objects.filter(action="ticket.declined").count() == 1


def test_a_declined_ticket_is_not_started_by_a_workflow_that_appears():
    ticket = wait()
    do(ticket, "decline", message="No.")

    assert (
        do(ticket, "route", workflow_id=Workflow.objects.get(name="Asset Check-in").pk).status_code
        == 409
    )
    assert not Task.objects.exists()


def test_a_declined_ticket_that_comes_again_with_other_content_is_looked_at_anew():
    ticket = wait()
    do(ticket, "decline", message="No.")

    receive("HD-1", **NETWORK, requester_email=STRANGER)

    assert now_of(ticket).state == "routed"
    assert Task.objects.get().ticket == ticket


def test_a_duplicate_names_the_ticket_that_goes_on():
    receive("HD-1")
    ticket = wait("HD-2")

    answer = do(ticket, "duplicate", of="HD-1", message="Same trip.")

    assert (answer.status_code, answer.json()["state"]) == (200, "duplicate")
    assert now_of(ticket).duplicate_of.ticket_number == "HD-1"
    assert "HD-1" in last_mail().message
    assert outbox_messages(UpdateStatus)[-1].status == "closed"


@pytest.mark.parametrize("of", ["HD-1", "HD-99", "HD-3"])
def test_a_ticket_is_no_duplicate_of_itself_nobody_or_another_duplicate(of):
    ticket, other = wait("HD-1"), wait("HD-3")
    wait("HD-2")
    assert do(other, "duplicate", of="HD-2").status_code == 200

    answer = do(ticket, "duplicate", of=of)

    assert answer.status_code == 422
    assert answer.json()["details"][0]["field"] == "of"


def test_a_snoozed_ticket_is_out_of_the_way_until_its_time():
    ticket = wait()
    until = timezone.now() + timedelta(days=1)

    assert do(ticket, "snooze", until=until.isoformat()).status_code == 200

    client = make_client(AUDITOR)
    counts = [
        client.get("/tickets/unrouted/", {"snoozed": word}).json()["count"]
        for word in ("true", "false")
    ]
    assert counts == [1, 0]
    assert do(ticket, "snooze", until=None).status_code == 200
    assert client.get("/tickets/unrouted/", {"snoozed": "false"}).json()["count"] == 1


def test_nobody_snoozes_into_the_past():
    answer = do(wait(), "snooze", until="2020-01-01T00:00:00Z")

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "until"


def test_a_dry_run_tells_what_a_rule_would_take_and_makes_nothing():
    ticket = wait("HD-1", department="HR")
    wait("HD-2", department="Finance")
    workflows = Workflow.objects.count()

    this = do(ticket, "rule", department="this", dry_run=True).json()
    everybody = do(ticket, "rule", department="any", dry_run=True).json()

    assert (this["waiting"], this["sample"], this["department"]) == (1, ["HD-1"], "HR")
    assert (everybody["waiting"], everybody["volume"], everybody["department"]) == (2, 2, "")
    assert this["workflow"] is None
    assert Workflow.objects.count() == workflows


def test_a_rule_may_begin_with_a_template():
    ticket = wait(department="HR")

    made = do(ticket, "rule", department="this", template="approval", name="Visas of HR")

    assert made.status_code == 201
    workflow = Workflow.objects.get(pk=made.json()["workflow"]["workflow_id"])
    assert (workflow.category, workflow.sub_category, workflow.department) == (
        *VISA.values(),
        "HR",
    )
    assert workflow.steps.filter(kind="approval").exists()


@pytest.mark.parametrize(
    ("begin_with", "code"),
    [({"template": "nonsense"}, 404), ({"template": "approval", "workflow_id": 1}, 400)],
)
def test_a_rule_begins_with_one_thing_that_there_is(begin_with, code):
    ticket, workflows = wait(), Workflow.objects.count()

    assert do(ticket, "rule", department="any", **begin_with).status_code == code
    assert Workflow.objects.count() == workflows


def test_a_rule_made_from_a_ticket_takes_it_when_it_is_deployed():
    ticket = wait()
    model = Workflow.objects.get(name="IT Network Support")

    made = do(ticket, "rule", department="any", workflow_id=model.pk, name="Visas")

    assert made.status_code == 201
    workflow = made.json()["workflow"]
    assert (workflow["name"], workflow["status"]) == ("Visas", "draft")
    deployed = make_client(ADMIN).post(f"/workflows/{workflow['workflow_id']}/deploy/", {})
    assert deployed.status_code == 200
    assert do(ticket, "route", reason="Now there is one").status_code == 200
    assert Task.objects.get().workflow_id == workflow["workflow_id"]


def test_an_empty_draft_is_named_after_what_it_takes():
    made = do(wait(department="HR"), "rule", department="this").json()

    assert made["workflow"]["name"] == "Travel Visa HR"
    assert do(wait(department="HR"), "rule", department="this").status_code == 409


def test_an_unknown_workflow_to_copy_is_not_found():
    assert do(wait(), "rule", department="any", workflow_id=999).status_code == 404


@pytest.mark.parametrize("who", [ALICE, MANAGER, AUDITOR])
@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("accept", {}),
        ("decline", {"message": "No"}),
        ("duplicate", {"of": "HD-2"}),
        ("snooze", {"until": None}),
        ("rule", {"department": "any"}),
    ],
)
def test_only_admins_settle_what_waits(who, act, body):
    assert do(wait(), act, who, **body).status_code == 403


def test_what_does_not_wait_any_more_is_refused():
    receive("HD-1")
    ticket = WorkflowTicket.objects.get()

    for act, body in [
        ("accept", {}),
        ("decline", {"message": "No"}),
        ("rule", {"department": "any"}),
    ]:
        assert do(ticket, act, **body).status_code == 409
    ticket.pk = 0
    assert do(ticket, "decline", message="No").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_at_once_one_is_told_that_it_is_over():
    ticket, codes = wait(), []

    def decide(act, body):
        codes.append(do(ticket, act, **body).status_code)
        connection.close()

    deeds = [("decline", {"message": "No"}), ("accept", NETWORK)]
    threads = [threading.Thread(target=decide, args=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes) == [200, 409]
    assert Task.objects.count() == (now_of(ticket).state == "routed")
