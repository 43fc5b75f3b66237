import pytest
import requests

from simulators.bms.site import Bms

TOKEN = {"Authorization": "Bearer right"}
WISH = {
    "department": "Operations",
    "amount": "5000.00",
    "currency": "USD",
    "category": "Equipment",
    "requester_id": 123,
    "justification": "Replacement",
}
COMPLETION = {
    "ticket_id": "HD-9",
    "requested_budget": "4200.00",
    "cost_items": {"Licences": 4200},
    "approved_by": 7,
    "completed_at": "2026-11-21T08:00:00Z",
    "idempotency_key": "end-of-9",
}


@pytest.fixture
def bms(store):
    return Bms(store, token="right")


@pytest.fixture
def url(bms, serve):
    return serve(bms.site())


def check(url, headers=TOKEN, **changes):
    body = {**WISH, **changes}
    return requests.post(f"{url}/api/budget/check/", json=body, headers=headers, timeout=5)


def test_an_amount_within_the_line_is_approved_and_booked(url):
    first, second = check(url).json(), check(url).json()

    assert first["approved"] is True
    assert first["budget_line_id"] == "BL-2026-OPS-001"
    assert (first["remaining_balance"], second["remaining_balance"]) == ("245000.00", "240000.00")
    assert first["approval_id"] != second["approval_id"]
    assert {"approved_by", "approved_at"} <= first.keys()


def test_the_same_idempotency_key_is_booked_once(url):
    headers = {**TOKEN, "Idempotency-Key": "T-7"}

    first, again = check(url, headers), check(url, headers)

    assert first.json() == again.json()
    assert check(url).json()["remaining_balance"] == "240000.00"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "Vehicles", "amount": 48000}, "INSUFFICIENT_FUNDS"),
        ({"amount": "12000"}, "LIMIT_EXCEEDED"),
        ({"category": "Furniture"}, "NO_BUDGET_LINE"),
    ],
)
def test_a_rejection_is_an_answer_with_its_reason(url, changes, code):
    answer = check(url, **changes)

    assert answer.status_code == 200
    assert answer.json()["approved"] is False
    assert answer.json()["rejection_code"] == code
    assert {"reason", "available_amount"} <= answer.json().keys()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"department": "Moonbase"}, "Moonbase"),
        ({"amount": "-5.00"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "much"}, "amount"),
        ({"amount": None}, "amount"),
        ({"currency": "euro"}, "currency"),
        ({"category": ""}, "category"),
    ],
)
def test_a_bad_wish_is_refused_and_names_what_is_wrong(url, changes, word):
    answer = check(url, **changes)

    assert answer.status_code == 400
    assert word in answer.json()["error"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "x"}])
def test_nobody_checks_without_the_token(url, headers):
    assert check(url, headers).status_code == 401


@pytest.mark.parametrize(
    ("budget", "status"),
    [("4200.00", "confirmed"), ("0", "refused"), ("much", "refused"), (None, "refused")],
)
def test_a_completion_is_confirmed_when_its_budget_is_an_amount(bms, url, budget, status):
    bms.completions.receive({**COMPLETION, "requested_budget": budget})

    [arrival] = requests.get(f"{url}/api/received/", timeout=5).json()["received"]
    assert arrival["status"] == status


def test_the_page_shows_completions_and_decisions(bms, url):
    bms.completions.receive(COMPLETION)
    check(url)

    page = requests.get(f"{url}/", timeout=5).text

    assert "HD-9" in page
    assert "Licences: 4200" in page
    assert "approved" in page


def test_a_key_that_comes_with_another_amount_is_a_conflict(url):
    headers = {**TOKEN, "Idempotency-Key": "T-8"}
    check(url, headers)

    answer = check(url, headers, amount="1.00")

    assert answer.status_code == 409
