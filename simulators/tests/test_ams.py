import pytest
import requests

from simulators.ams.inventory import complete
from simulators.ams.site import Ams
from simulators.partner.completions import Completions

KEY = {"X-API-Key": "right"}
WISH = {"asset_id": "ASSET-789", "requester_id": 123, "task_id": "T-456", "duration_days": 30}
COMPLETION = {
    "ticket_id": "HD-7",
    "asset_name": "HP EliteBook 840 G10",
    "serial_number": "V20M19667",
    "action": "Check-out",
    "completed_at": "2026-11-21T08:00:00Z",
    "idempotency_key": "end-of-7",
}


@pytest.fixture
def ams(store):
    return Ams(store, api_key="right")


@pytest.fixture
def url(ams, serve):
    return serve(ams.site())


def reserve(url, headers=KEY, **changes):
    body = {**WISH, **changes}
    return requests.post(f"{url}/api/assets/reserve/", json=body, headers=headers, timeout=5)


def test_a_free_asset_is_reserved(url):
    answer = reserve(url)

    assert answer.status_code == 200
    body = answer.json()
    assert body["reservation_id"].startswith("RES-")
    assert (body["status"], body["asset_id"]) == ("confirmed", "ASSET-789")
    assert body["valid_until"].endswith("Z")
    assert body["asset_details"] == {
        "name": "Dell Latitude 5540",
        "model": "Latitude 5540",
        "serial": "K41M28517",
    }


def test_the_same_task_gets_its_reservation_again(url):
    assert reserve(url).json() == reserve(url).json()


def test_a_reserved_asset_is_refused_to_another_task_with_alternatives(url):
    reserve(url)

    answer = reserve(url, task_id="T-999")

    assert answer.status_code == 400
    assert answer.json()["error"] == "Asset not available"
    alternatives = answer.json()["available_alternatives"]
    assert alternatives
    assert reserve(url, asset_id=alternatives[0]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"duration_days": 4000}, "duration_days"),
        ({"duration_days": True}, "duration_days"),
        ({"requester_id": "x"}, "requester_id"),
        ({"asset_id": ""}, "asset_id"),
        ({"task_id": None}, "task_id"),
        ({"asset_id": "ASSET-0"}, "ASSET-0"),
        ({"notes": 7}, "notes"),
    ],
)
def test_a_bad_wish_is_refused_and_names_what_is_wrong(url, changes, word):
    answer = reserve(url, **changes)

    assert answer.status_code == 400
    assert word in answer.json()["error"]
    assert answer.json()["available_alternatives"] == []


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "wrong"}])
def test_nobody_reserves_without_the_key(url, headers):
    assert reserve(url, headers=headers).status_code == 401


def test_a_completion_is_kept_and_found_by_its_ticket(ams, url):
    ams.completions.receive(COMPLETION)
    ams.completions.receive({**COMPLETION, "ticket_id": "HD-8", "idempotency_key": "other"})

    answer = requests.get(f"{url}/api/received/", params={"ticket_id": "HD-7"}, timeout=5)

    [arrival] = answer.json()["received"]
    assert arrival["serial_number"] == "V20M19667"
    assert (arrival["status"], arrival["reference"]) == ("confirmed", "AMS-000001")


def test_the_same_completion_twice_has_its_effect_once(ams):
    assert ams.completions.receive(COMPLETION)
    assert not ams.completions.receive(COMPLETION)

    [arrival] = ams.completions.listed()
    assert arrival["deliveries"] == 2


def test_a_completion_that_names_no_asset_is_refused_with_a_reason(ams):
    ams.completions.receive({**COMPLETION, "asset_name": None, "serial_number": None})

    [arrival] = ams.completions.listed()
    assert arrival["status"] == "refused"
    assert "asset_name" in arrival["reason"]


def test_a_check_out_makes_the_asset_unavailable(ams, url):
    ams.completions.receive(COMPLETION)

    assert reserve(url, asset_id="ASSET-402").status_code == 400


def test_what_arrived_is_still_there_after_a_restart(ams, store):
    ams.completions.receive(COMPLETION)

    again = Completions(store, prefix="AMS", decide=complete)

    assert len(again.listed()) == 1


def test_the_page_shows_what_arrived_and_escapes_it(ams, url):
    ams.completions.receive({**COMPLETION, "asset_name": "<script>alert(1)</script>"})

    page = requests.get(f"{url}/", timeout=5)

    assert page.headers["Content-Type"].startswith("text/html")
    assert "HD-7" in page.text
    assert "<script>alert" not in page.text


def test_a_key_that_comes_with_another_wish_is_a_conflict(url):
    headers = {**KEY, "Idempotency-Key": "T-8"}
    reserve(url, headers)

    answer = reserve(url, headers, duration_days=3)

    assert answer.status_code == 409
