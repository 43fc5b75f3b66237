"""Sales, ERP, e-signature and SMS, asked as steps of workflows ask them."""

import threading
from typing import Any

import pytest
import requests

from simulators.office.site import SYSTEMS, Office

KEYS = {system.name: f"{system.name} key" for system in SYSTEMS}
PATHS = {system.name: f"/{system.name}{system.path}" for system in SYSTEMS}
BODIES: dict[str, dict[str, Any]] = {
    "sales": {
        "orderId": "T-456-1",
        "ticketNumber": "HD-1",
        "customer": {"name": "Ana Cruz", "email": "ana.cruz@example.com", "department": "IT"},
        "items": [{"sku": "LAPTOP-14", "quantity": 1}],
        "notes": "Laptop is broken",
    },
    "erp": {
        "documentId": "T-456-2",
        "documentType": "purchase_requisition",
        "amount": "5000.00",
        "currency": "USD",
        "costCenter": "IT",
        "description": "Laptop is broken",
        "reference": "HD-1",
    },
    "esignature": {
        "reference": "T-456-3",
        "title": "Receipt of LAPTOP-14",
        "documentUrl": None,
        "message": "Laptop is broken",
        "signers": [{"name": "Ana Cruz", "email": "ana.cruz@example.com"}],
    },
    "sms": {
        "to": "+4915112345678",
        "text": "Your laptop is ready",
        "sender": "TTS",
        "reference": "T-456-4",
    },
}
OUTCOMES = {
    "sales": ("accepted", "salesOrderNumber"),
    "erp": ("posted", "documentNumber"),
    "esignature": ("sent", "envelopeId"),
    "sms": ("queued", "messageId"),
}
NAMES = pytest.mark.parametrize("name", list(BODIES))


@pytest.fixture
def url(store, serve):
    return serve(Office(store, keys=KEYS).site())


def ask(url, name, key="K-1", header="X-Idempotency-Key", token=None, **changes):
    headers = {"Authorization": f"Bearer {token or KEYS[name]}", "X-Correlation-ID": "c-1"}
    if key:
        headers[header] = key
    body = {**BODIES[name], **changes}
    return requests.post(url + PATHS[name], json=body, headers=headers, timeout=5)


def taken(url, name):
    return requests.get(f"{url}/{name}/api/received/", timeout=5).json()["received"]


@NAMES
def test_a_good_request_is_taken_and_numbered(url, name):
    answer = ask(url, name)

    status, number = OUTCOMES[name]
    assert answer.status_code == 201
    assert answer.json()["status"] == status
    assert answer.json()[number]
    assert answer.headers["X-Correlation-ID"] == "c-1"


@NAMES
@pytest.mark.parametrize("header", ["X-Idempotency-Key", "Idempotency-Key", "x-idempotency-key"])
def test_the_same_question_gets_its_answer_again(url, name, header):
    first = ask(url, name, header=header)

    again = ask(url, name, header=header)

    assert (again.status_code, again.json()) == (200, first.json())
    assert len(taken(url, name)) == 1


@NAMES
def test_a_key_with_another_body_is_a_conflict(url, name):
    ask(url, name)

    text = {"sales": "notes", "erp": "description", "esignature": "message", "sms": "text"}[name]
    answer = ask(url, name, **{text: "Something else"})

    assert (answer.status_code, answer.json()["code"]) == (409, "IDEMPOTENCY_CONFLICT")
    assert len(taken(url, name)) == 1


@NAMES
def test_only_its_own_key_opens_a_system(url, name):
    other = "sms" if name != "sms" else "sales"

    assert ask(url, name, token="wrong").status_code == 401
    assert ask(url, name, token=KEYS[other]).status_code == 401
    assert taken(url, name) == []


@pytest.mark.parametrize(
    ("name", "changes", "field"),
    [
        ("sales", {"orderId": ""}, "orderId"),
        ("sales", {"customer": {"email": "nobody"}}, "customer.email"),
        ("sales", {"customer": None}, "customer.email"),
        ("sales", {"items": []}, "items"),
        ("sales", {"items": [7]}, "items"),
        ("sales", {"items": [{"sku": "CHAIR", "quantity": 0}]}, "items[0].quantity"),
        ("sales", {"items": [{"sku": "CHAIR", "quantity": True}]}, "items[0].quantity"),
        ("erp", {"amount": 5000}, "amount"),
        ("erp", {"amount": "-1"}, "amount"),
        ("erp", {"amount": "NaN"}, "amount"),
        ("erp", {"currency": "dollars"}, "currency"),
        ("erp", {"documentId": None}, "documentId"),
        ("esignature", {"signers": [{"email": "x"}]}, "signers[0].email"),
        ("esignature", {"title": " "}, "title"),
        ("sms", {"to": "0151 123"}, "to"),
        ("sms", {"text": "x" * 481}, "text"),
    ],
)
def test_a_bad_request_is_refused_by_field(url, name, changes, field):
    answer = ask(url, name, **changes)

    assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_ERROR")
    assert [one["field"] for one in answer.json()["details"]] == [field]
    assert field in answer.json()["error"]


@pytest.mark.parametrize(
    "item", [{"sku": "UNICORN", "quantity": 1}, {"sku": "CHAIR", "quantity": 99}]
)
def test_an_order_that_cannot_be_delivered_is_rejected_with_a_reason(url, item):
    answer = ask(url, "sales", items=[item])

    assert answer.json()["status"] == "rejected"
    assert answer.json()["reason"]


def test_a_rejected_order_may_be_corrected_and_come_again(url):
    ask(url, "sales", key="K-1", items=[{"sku": "UNICORN", "quantity": 1}])

    assert ask(url, "sales", key="K-2").json()["status"] == "accepted"


@pytest.mark.parametrize("name", ["sales", "erp"])
def test_a_thing_that_is_known_by_its_own_number_is_not_made_twice(url, name):
    first = ask(url, name, key="K-1")

    again = ask(url, name, key="K-2")
    other = ask(url, name, key="K-3", **{"notes" if name == "sales" else "description": "new"})

    assert (again.status_code, again.json()) == (200, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "ALREADY_EXISTS")


def test_a_document_for_a_cost_center_that_does_not_exist_can_never_be_posted(url):
    answer = ask(url, "erp", costCenter="Moon base")

    assert (answer.status_code, answer.json()["code"]) == (422, "UNKNOWN_COST_CENTER")


def test_whoever_opens_the_address_of_an_envelope_may_sign_it_once(url):
    address = ask(url, "esignature").json()["signingUrl"]

    assert "Receipt of LAPTOP-14" in requests.get(address, timeout=5).text
    requests.post(f"{address}/sign", timeout=5)
    requests.post(f"{address}/decline", timeout=5)

    assert [row["signed"] for row in taken(url, "esignature")] == ["signed"]


@pytest.mark.parametrize("envelope", ["ENV-000009", "ENV-x", "ENV-" + "9" * 30])
def test_an_envelope_that_does_not_exist_is_not_found(url, envelope):
    assert requests.get(f"{url}/esignature/sign/{envelope}", timeout=5).status_code == 404


def test_eight_at_once_with_one_key_make_one_message(url):
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(ask(url, "sms").json())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(taken(url, "sms")) == 1
    assert answers == [answers[0]] * 8


@NAMES
def test_a_declined_request_is_no_fault_of_the_caller_s_writing(url, name):
    body = {"faults": [{"kind": "decline", "operation": name}]}
    requests.put(f"{url}/faults/", json=body, timeout=5)

    answer = ask(url, name)

    assert answer.status_code in (201, 422)
    assert answer.json().get("reason") or answer.json()["error"]


@NAMES
def test_every_system_tells_that_it_lives(url, name):
    assert requests.get(f"{url}/{name}/health/live", timeout=5).status_code == 200


def test_what_was_taken_is_on_the_page_escaped_and_survives_a_restart(url, store, serve):
    ask(url, "sms", text="<script>alert(1)</script>")
    again = serve(Office(store, keys=KEYS).site())

    page = requests.get(f"{again}/", timeout=5).text

    assert "+4915112345678" in page
    assert "<script>alert" not in page
