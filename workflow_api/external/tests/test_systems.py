"""Sales, ERP, e-signature and SMS as steps: what they are sent, and what becomes of silence."""

import uuid

import pytest

from shared.contracts.workflow import PerformExternalCall
from shared.integrations.policies import POLICIES
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import dead_letters, deliver
from shared.testing.partner import Reply
from workflow_api.external.tests.steps import (
    as_failed_work,
    ask_system,
    ask_until_given_up,
    deploy_asking,
    newest_call,
    perform,
    shown,
)
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, build_world

pytestmark = pytest.mark.django_db
POSTED = Reply(201, {"documentNumber": "4500000001", "status": "posted"})
AWAY = Reply(503)


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()


def post_document(**details):
    deploy_asking("erp.post_document", {"amount": "amount"})
    return ask_system(**{"amount": "5000", **details})


def replay(letter):
    """Send a dead letter again, as the failed work does."""
    headers = {**letter.headers, "message_id": str(uuid.uuid4())}
    headers["x-tts-replay-of"] = str(letter.message_id)
    deliver(PerformExternalCall(**letter.kwargs), headers=headers)
    return headers


@pytest.mark.parametrize(
    ("operation", "mapping", "details", "path", "answer", "body"),
    [
        pytest.param(
            "sales.submit_order",
            {"sku": "model", "quantity": "details.pieces"},
            {"model": "LAPTOP-14", "pieces": "2"},
            "/sales/api/v2/orders/intake",
            {"status": "accepted", "salesOrderNumber": "SO-1"},
            {"items": [{"sku": "LAPTOP-14", "quantity": 2}]},
            id="sales",
        ),
        pytest.param(
            "erp.post_document",
            {"amount": "amount"},
            {"amount": 5000},
            "/erp/api/v1/documents",
            {"status": "posted", "documentNumber": "45"},
            {"amount": "5000", "currency": "USD", "costCenter": "Operations"},
            id="erp",
        ),
        pytest.param(
            "esignature.request_signature",
            {"document_title": "document"},
            {"document": "Receipt"},
            "/esignature/api/v1/envelopes",
            {"status": "sent", "envelopeId": "ENV-1"},
            {"title": "Receipt", "documentUrl": None},
            id="esignature",
        ),
        pytest.param(
            "sms.send_text",
            {"to": "phone"},
            {"phone": "+49 (151) 1234-5678"},
            "/sms/api/v1/messages",
            {"status": "queued", "messageId": "SM-1"},
            {"to": "+4915112345678", "sender": "TTS"},
            id="sms",
        ),
    ],
)
def test_a_good_answer_moves_the_task_on(partner, operation, mapping, details, path, answer, body):
    deploy_asking(operation, mapping)
    partner.replies = [Reply(201, answer)]
    task = ask_system(**details)

    perform()

    [asked] = partner.arrived
    system = operation.partition(".")[0]
    assert asked.path == path
    assert asked.headers["Authorization"] == f"Bearer key of {system}"
    assert asked.headers["X-Idempotency-Key"] == str(newest_call().idempotency_key)
    assert asked.headers["X-Correlation-ID"]
    assert body.items() <= asked.body.items()
    assert shown(task)["current_step"] == "hand-over"
    assert answer.items() <= shown(task)["external_calls"][0]["result"].items()


def test_a_rejected_order_waits_with_its_reason(partner):
    deploy_asking("sales.submit_order", {"sku": "model"})
    partner.replies = [Reply(200, {"status": "rejected", "reason": "Discontinued"})]
    task = ask_system(model="LAPTOP-1")

    perform()

    assert shown(task)["status"] == "pending_external"
    assert newest_call().reason == "Discontinued"


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"amount": ""}, "the ticket has no amount"),
        ({"amount": "many"}, "amount must be a decimal number above zero"),
    ],
)
def test_a_ticket_without_what_the_step_needs_waits_and_names_the_field(partner, details, reason):
    task = post_document(**details)

    perform()

    assert partner.arrived == []
    assert shown(task)["status"] == "pending_external"
    assert reason in shown(task)["external_calls"][0]["reason"]
    assert dead_letters() == []


def test_a_person_gives_what_the_ticket_lacks(partner):
    partner.replies = [POSTED]
    task = post_document(amount="")
    perform()
    wish = {"action": "retry", "version": Task.objects.get(pk=task.pk).version}
    url, client = f"/tasks/{task.pk}/external/resolve/", make_client(ADMIN)

    unknown = client.post(url, {**wish, "inputs": {"colour": "red"}})
    given = client.post(url, {**wish, "inputs": {"amount": "12.50"}})
    perform()

    assert unknown.status_code == 400
    assert unknown.json()["details"] == [{"field": "inputs.colour", "message": "is unknown"}]
    assert given.status_code == 200
    assert partner.arrived[0].body["amount"] == "12.50"
    assert shown(task)["current_step"] == "hand-over"


def test_a_refusal_is_for_a_person_and_no_failed_work(partner):
    partner.replies = [Reply(422, {"error": "The period is closed"})]
    task = post_document()

    perform()

    assert shown(task)["external_calls"][0]["reason"] == "The period is closed"
    assert dead_letters() == []


def test_the_next_attempt_waits_in_the_outbox_and_keeps_no_worker(partner):
    partner.replies = [AWAY]
    task = post_document()

    perform()

    assert len(partner.arrived) == 1
    assert newest_call().state == "waiting"
    again = OutboxMessage.objects.filter(task=PerformExternalCall.TASK).latest("id")
    assert again.not_before > newest_call().asked_at
    assert shown(task)["status"] == "in_progress"


def test_silence_to_the_end_is_failed_work_and_the_task_waits(partner):
    partner.replies = [AWAY]
    task = post_document()

    ask_until_given_up("erp", uuid.uuid4())

    assert len(partner.arrived) == 6
    assert len({asked.headers["X-Idempotency-Key"] for asked in partner.arrived}) == 1
    assert shown(task)["status"] == "pending_external"
    [letter] = dead_letters(PerformExternalCall.TASK)
    assert "SYSTEM_UNAVAILABLE" in letter.headers["x-tts-reason"]
    assert "erp.post_document had no answer after 6 attempts" in letter.headers["x-tts-reason"]


def test_failed_work_sent_again_is_asked_under_the_same_key_and_the_task_goes_on(partner):
    partner.replies = [*[AWAY] * 6, POSTED]
    task = post_document()
    ask_until_given_up("erp", uuid.uuid4())
    [letter] = dead_letters(PerformExternalCall.TASK)

    replay(letter)

    assert shown(task)["current_step"] == "hand-over"
    assert len({asked.headers["X-Idempotency-Key"] for asked in partner.arrived}) == 1
    assert "ERP is asked again" in [event["summary"] for event in history_of(task)]


def test_a_replay_that_fails_as_well_is_a_dead_letter_of_its_own(partner):
    partner.replies = [AWAY]
    task = post_document()
    ask_until_given_up("erp", uuid.uuid4())
    [letter] = dead_letters(PerformExternalCall.TASK)

    headers = replay(letter)
    for _ in range(POLICIES["erp"].retries):
        deliver(PerformExternalCall(**letter.kwargs), headers=headers)
    deliver(PerformExternalCall(**letter.kwargs), headers=headers)

    letters = dead_letters(PerformExternalCall.TASK)
    assert {str(each.message_id) for each in letters[1:]} == {headers["message_id"]}
    assert len(partner.arrived) == 12
    assert shown(task)["status"] == "pending_external"


def test_a_replay_after_a_persons_decision_changes_nothing(partner):
    partner.replies = [AWAY]
    task = post_document()
    ask_until_given_up("erp", uuid.uuid4())
    [letter] = dead_letters(PerformExternalCall.TASK)
    version = Task.objects.get(pk=task.pk).version
    decision = {"action": "complete", "transition": "ask-done", "reason": "By hand"}
    place = f"/tasks/{task.pk}/external/resolve/"
    make_client(ADMIN).post(place, {**decision, "version": version})

    replay(letter)

    assert len(partner.arrived) == 6
    assert shown(task)["current_step"] == "hand-over"
    assert len(dead_letters(PerformExternalCall.TASK)) == 1


@pytest.mark.parametrize(
    "decision", [{"action": "complete", "transition": "ask-done"}, {"action": "retry"}]
)
def test_a_persons_decision_resolves_the_failed_work(partner, decision):
    partner.replies = [AWAY]
    task = post_document()
    ask_until_given_up("erp", uuid.uuid4())
    letter = as_failed_work(dead_letters(PerformExternalCall.TASK)[0])
    version = Task.objects.get(pk=task.pk).version

    make_client(ADMIN).post(
        f"/tasks/{task.pk}/external/resolve/",
        {**decision, "version": version, "reason": "They called"},
    )

    body = make_client(ADMIN).get(f"/dead-letters/{letter.pk}/").json()
    assert body["state"] == "resolved"
    assert body["history"][-1]["reason"] == "They called"


def test_looking_again_after_a_hold_is_not_a_second_failure(partner):
    partner.replies = [AWAY]
    task = post_document()
    ask_until_given_up("erp", uuid.uuid4())
    make_client(ADMIN).post(f"/tasks/{task.pk}/hold/", {"reason": "Wait"})
    make_client(ADMIN).post(f"/tasks/{task.pk}/resume/", {})

    perform()

    assert shown(task)["status"] == "pending_external"
    assert len(dead_letters(PerformExternalCall.TASK)) == 1


def history_of(task):
    return make_client(ADMIN).get(f"/tasks/{task.pk}/history/").json()["results"]
