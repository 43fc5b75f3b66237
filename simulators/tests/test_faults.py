"""Faults of the simulators' endpoints, switched over `/faults/` while they run."""

import json

import pytest
import requests

from simulators.ams.site import Ams
from simulators.bms.site import Bms
from simulators.faults.book import FaultBook
from simulators.faults.kinds import OF_HTTP, Fault, Kind
from simulators.tests.test_ams import KEY, reserve
from simulators.tests.test_bms import check

OPERATIONS = {"reserve": OF_HTTP, "receipt": (Kind.SILENT,)}


@pytest.fixture
def waited():
    return []


@pytest.fixture
def url(store, serve, waited):
    ams = Ams(store, api_key="right")
    ams.faults.wait = waited.append
    return serve(ams.site())


def switch_on(url, *faults):
    answer = requests.put(f"{url}/faults/", json={"faults": faults}, timeout=5)
    assert answer.status_code == 200, answer.text


def document(url):
    return requests.get(f"{url}/faults/", timeout=5).json()


def reservations(url):
    """How many assets are lent to the task of `reserve`."""
    return requests.get(url, timeout=5).text.count("<td>T-456</td><td>30</td>")


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        ({"kind": "500"}, 500, None),
        ({"kind": "429", "retry_after": 7}, 429, "7"),
        ({"kind": "decline"}, 400, None),
        ({"kind": "slow", "seconds": 0.1}, 200, None),
    ],
)
def test_a_fault_shows_in_the_answer_until_it_is_removed(url, fault, status, header):
    switch_on(url, fault)

    met = reserve(url)
    requests.delete(f"{url}/faults/", timeout=5)

    assert (met.status_code, met.headers.get("Retry-After")) == (status, header)
    assert reserve(url).status_code == 200


def test_a_declined_request_names_alternatives(url):
    switch_on(url, {"kind": "decline"})

    assert reserve(url).json()["available_alternatives"]


def test_slowness_takes_as_long_as_asked(url, waited):
    switch_on(url, {"kind": "slow", "seconds": 2.5})

    reserve(url)

    assert waited == [2.5]


@pytest.mark.parametrize(("kind", "acted"), [("refuse", 0), ("lost_answer", 1)])
def test_the_connection_ends_before_or_after_the_deed(url, kind, acted):
    switch_on(url, {"kind": kind, "calls": 1})

    with pytest.raises(requests.ConnectionError):
        reserve(url)

    assert reservations(url) == acted


def test_a_malformed_answer_is_no_json(url):
    switch_on(url, {"kind": "malformed"})

    with pytest.raises(requests.JSONDecodeError):
        reserve(url).json()


def test_a_malformed_answer_may_have_another_shape(url):
    switch_on(url, {"kind": "malformed", "form": "wrong_shape"})

    assert "reservation_id" not in reserve(url).json()


def test_a_malformed_answer_may_end_in_the_middle(url):
    switch_on(url, {"kind": "malformed", "form": "truncated"})

    with pytest.raises(requests.RequestException):
        reserve(url)


def test_a_system_that_forgets_keys_books_twice(store, serve):
    url = serve(Bms(store, token="right").site())
    headers = {"Authorization": "Bearer right", "Idempotency-Key": "K-1"}
    switch_on(url, {"kind": "duplicate", "calls": 1})

    check(url, headers)

    assert check(url).json()["remaining_balance"] == "235000.00"


def test_a_fault_for_the_next_two_calls_meets_two(url):
    switch_on(url, {"kind": "500", "calls": 2})

    assert [reserve(url).status_code for _ in range(3)] == [500, 500, 200]
    assert document(url)["faults"] == []


def test_faults_meet_their_own_operation(url):
    switch_on(url, {"kind": "slow", "operation": "receipt", "seconds": 9})

    assert reserve(url).status_code == 200
    assert len(document(url)["faults"]) == 1


def test_chance_decides_whom_an_improbable_fault_meets(store):
    chances = iter([0.2, 0.8, 0.3])
    book = FaultBook(store, OPERATIONS, chance=lambda: next(chances))
    book.add([Fault(kind=Kind.SLOW, probability=0.25)])

    met = [book.draw("reserve") is not None for _ in range(3)]

    assert met == [True, False, False]


def test_faults_outlive_a_restart(store):
    FaultBook(store, OPERATIONS).add([Fault(kind=Kind.SILENT)])

    assert FaultBook(store, OPERATIONS).draw("receipt") == Fault(kind=Kind.SILENT)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({}, "kind"),
        ({"kind": "gremlins"}, "kind"),
        ({"kind": "temporary"}, "kind"),
        ({"kind": "silent", "operation": "reserve"}, "kind"),
        ({"kind": "slow", "operation": "dance"}, "operation"),
        ({"kind": "slow", "operation": ["reserve"]}, "operation"),
        ({"kind": "slow", "seconds": -1}, "seconds"),
        ({"kind": "slow", "seconds": float("nan")}, "seconds"),
        ({"kind": "slow", "seconds": 10**400}, "seconds"),
        ({"kind": "slow", "probability": 1.5}, "probability"),
        ({"kind": "slow", "calls": 0}, "calls"),
        ({"kind": "slow", "calls": True}, "calls"),
        ({"kind": "429", "retry_after": "soon"}, "retry_after"),
        ({"kind": "malformed", "form": "round"}, "form"),
        ({"kind": "slow", "delay": 3}, "delay"),
    ],
)
def test_a_senseless_fault_is_refused_by_field_and_changes_nothing(url, fault, field):
    switch_on(url, {"kind": "500"})

    # requests itself would not write NaN.
    body = json.dumps({"faults": [fault]})
    answer = requests.put(f"{url}/faults/", data=body, timeout=5)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert [one["kind"] for one in document(url)["faults"]] == ["500"]


@pytest.mark.parametrize("body", [{}, {"faults": {}}, {"faults": ["slow"]}, {"faults": [{}] * 51}])
def test_only_a_list_of_faults_replaces_them(url, body):
    assert requests.put(f"{url}/faults/", json=body, timeout=5).status_code == 400


def test_one_fault_is_added_and_removed_by_its_number(url):
    switch_on(url, {"kind": "500"})
    added = requests.post(f"{url}/faults/", json={"kind": "slow"}, timeout=5)
    [first, second] = added.json()["faults"]

    removed = requests.delete(f"{url}/faults/{first['id']}/", timeout=5)

    assert added.status_code == 201
    assert removed.json()["faults"] == [second]
    assert requests.delete(f"{url}/faults/{first['id']}/", timeout=5).status_code == 404


def test_the_page_switches_faults_on_and_off(url):
    form = {"kind": "429", "operation": "reserve", "calls": "3", "probability": "", "seconds": "1"}
    browser = {"Accept": "text/html"}

    page = requests.post(f"{url}/faults/", data=form, headers=browser, timeout=5).text
    [fault] = document(url)["faults"]
    requests.post(f"{url}/faults/{fault['id']}/remove", data={"x": "1"}, timeout=5)

    assert "next 3 calls" in page
    assert (fault["kind"], fault["calls"], fault["seconds"]) == ("429", 3, 1.0)
    assert document(url)["faults"] == []


def test_the_log_tells_which_call_met_which_fault(url):
    switch_on(url, {"kind": "500", "calls": 1})
    reserve(url, headers={**KEY, "X-Correlation-ID": "c-1"})
    reserve(url)

    [later, earlier] = document(url)["calls"]

    assert (earlier["fault"], earlier["outcome"]) == ("500", "HTTP 500")
    assert earlier["correlation_id"] == "c-1"
    assert (later["fault"], later["outcome"]) == ("", "HTTP 200")


def test_the_correlation_id_comes_back(url):
    answer = reserve(url, headers={**KEY, "x-correlation-id": "c-2"})

    assert answer.headers["X-Correlation-ID"] == "c-2"
