"""AMS and BMS answer a completion, signed."""

import json
import time

import pytest

from shared.contracts.completions import AmsCompletion
from shared.contracts.notifications import CreateNotification
from shared.identity import signatures
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.audit.models import AuditEvent
from workflow_api.tasks.tests.world import CARL, CHECK_IN, act, build_world, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings):
    settings.AMS_KEYS = {"ams-1": "ams secret"}
    settings.BMS_KEYS = {"bms-1": "bms secret"}


@pytest.fixture
def completion(db):
    """A task whose end was told to AMS."""
    build_world()
    task = make_task(**CHECK_IN)
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")
    [sent] = outbox_messages(AmsCompletion)
    return sent


def answer(completion, status="confirmed", system="ams", secret="ams secret", **more):
    body = {"idempotency_key": completion.idempotency_key, "status": status, **more}
    text = json.dumps(body).encode()
    headers = signatures.signed_headers(f"{system}-1", secret, int(time.time()), text)
    return make_client().post(
        f"/integrations/{system}/receipts/",
        data=text,
        content_type="application/json",
        headers=headers,
    )


def end_action():
    return make_client(CARL).get("/tasks/?search=HD-1").json()["results"][0]["task_id"]


def shown():
    return make_client(CARL).get(f"/tasks/{end_action()}/").json()["end_action"]


def test_a_completion_is_shown_as_sent_until_it_is_answered(completion):
    assert (shown()["system"], shown()["state"]) == ("ams", "sent")


def test_a_confirmation_is_shown_with_its_receipt(completion):
    response = answer(completion, reference="AMS-77", reason=None, ticket_id="HD-1")

    assert response.status_code == 200
    assert shown()["state"] == "confirmed"
    assert shown()["receipt"]["reference"] == "AMS-77"


def test_a_refusal_is_told_to_those_who_answer_for_the_task(completion):
    answer(completion, status="refused", reason="Unknown serial number")

    assert shown()["state"] == "refused"
    assert "AMS refused" in outbox_messages(CreateNotification)[-1].subject


def test_the_same_answer_again_changes_nothing(completion):
    first = answer(completion, reference="AMS-77")
    again = answer(completion, reference="AMS-77")

    assert (first.status_code, again.status_code) == (200, 200)
    assert AuditEvent.objects.filter(action="end_action.confirmed").count() == 1


def test_the_opposite_answer_is_a_conflict(completion):
    answer(completion)

    assert answer(completion, status="refused").status_code == 409
    assert shown()["state"] == "confirmed"


def test_a_wrong_signature_is_refused(completion):
    assert answer(completion, secret="guess").status_code == 401
    assert shown()["state"] == "sent"


def test_one_system_cannot_answer_for_the_other(completion):
    response = answer(completion, system="bms", secret="bms secret")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("more", "field"),
    [({"status": "perhaps"}, "status"), ({"idempotency_key": "7"}, "idempotency_key")],
)
def test_a_bad_receipt_is_refused_by_field(completion, more, field):
    body = {"idempotency_key": completion.idempotency_key, "status": "confirmed", **more}
    text = json.dumps(body).encode()
    headers = signatures.signed_headers("ams-1", "ams secret", int(time.time()), text)

    response = make_client().post(
        "/integrations/ams/receipts/", data=text, content_type="application/json", headers=headers
    )

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == field
