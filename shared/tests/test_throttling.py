"""Rate limits through HTTP, with real Redis and real threads."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.env import EnvError
from shared.http import buckets
from shared.http.buckets import Buckets, LocalBuckets
from shared.http.rates import Rate, env_rate
from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ALICE, BOB

pytestmark = pytest.mark.urls("shared.tests.sample_urls")
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def limits(settings):
    """Three an hour for everybody, in buckets that no other run has touched."""
    settings.SERVICE = f"test-{uuid.uuid4().hex}"
    three = Rate(limit=3, seconds=3600, burst=3)
    settings.RATES = {"anonymous": three, "person": three, "admin": None, "service": None}
    return settings.RATES


def get(client, path="/open/", **more):
    return client.get(path, **more)


def statuses(client, count, path="/open/", **more):
    return [get(client, path, **more).status_code for _ in range(count)]


def test_a_person_is_told_what_is_left_and_when_to_come_back():
    client = make_client(ALICE)

    first, *_, refused = [get(client) for _ in range(4)]

    assert (first["X-RateLimit-Limit"], first["X-RateLimit-Remaining"]) == ("3", "2")
    assert 1190 <= int(first["X-RateLimit-Reset"]) - time.time() <= 1201
    assert "Retry-After" not in first
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMIT_EXCEEDED")
    assert refused["X-RateLimit-Remaining"] == "0"
    assert 1190 <= int(refused["Retry-After"]) <= 1200


def test_each_person_has_a_bucket():
    assert statuses(make_client(ALICE), 4)[-1] == 429
    assert statuses(make_client(BOB), 1) == [200]


def test_strangers_are_counted_by_address():
    here, there = ({"headers": {"X-Forwarded-For": ip}} for ip in ("192.0.2.1", "192.0.2.2"))

    assert statuses(make_client(), 4, **here) == [200, 200, 200, 429]
    assert statuses(make_client(), 1, **there) == [200]


def test_only_a_proxy_of_ours_may_name_the_address():
    addresses = [f"192.0.2.{n}" for n in range(4)]

    answers = [
        get(make_client(), REMOTE_ADDR="203.0.113.7", headers={"X-Forwarded-For": address})
        for address in addresses
    ]

    assert answers[-1].status_code == 429


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer forged"}])
def test_whoever_is_refused_for_want_of_a_token_is_counted_too(headers):
    answers = [make_client().post("/things/", {}, headers=headers) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].json()["code"] == "RATE_LIMIT_EXCEEDED"
    assert answers[-1]["Retry-After"]


def test_a_browser_whose_session_must_be_renewed_is_told_so_every_time():
    client = make_client()
    client.cookies["csrftoken"] = "x"

    assert {client.post("/things/", {}).status_code for _ in range(5)} == {401}


def test_who_is_not_limited_gets_no_headers():
    for client in (make_client(ADMIN), service_client("ticket_service")):
        answers = [get(client) for _ in range(5)]
        assert {answer.status_code for answer in answers} == {200}
        assert "X-RateLimit-Limit" not in answers[-1]


def test_health_is_never_limited():
    assert set(statuses(make_client(), 6, "/health/live")) == {200}


def test_a_bucket_gives_no_more_than_it_holds_however_many_ask_at_once():
    def ask(_):
        return get(make_client(ALICE)).status_code

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(ask, range(48)))

    assert answers.count(200) == 3
    assert answers.count(429) == 45


def test_tokens_come_back_at_the_rate(limits):
    limits["person"] = Rate(limit=50, seconds=1, burst=1)
    client, until = make_client(ALICE), time.monotonic() + 10
    assert get(client).status_code == 200

    while get(client).status_code == 429:
        assert time.monotonic() < until


def test_without_redis_each_process_counts_for_itself(monkeypatch):
    alone = Buckets(NOBODY)
    monkeypatch.setattr(buckets, "_shared", lambda: alone)

    assert statuses(make_client(ALICE), 4) == [200, 200, 200, 429]


def test_local_buckets_are_bounded_and_thread_safe(monkeypatch):
    monkeypatch.setattr(buckets, "LOCAL_BUCKETS", 10)
    local, rate = LocalBuckets(), Rate(limit=20, seconds=3600, burst=20)

    with ThreadPoolExecutor(16) as threads:
        taken = list(threads.map(lambda _: local.take("one", rate).allowed, range(200)))
    for number in range(50):
        local.take(str(number), rate)

    assert taken.count(True) == 20
    assert len(local._kept) == 10


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("off", None),
        ("1000/h", Rate(limit=1000, seconds=3600, burst=1000)),
        ("5/min", Rate(limit=5, seconds=60, burst=5)),
        ("1000/h:50", Rate(limit=1000, seconds=3600, burst=50)),
    ],
)
def test_a_rate_is_read_from_the_environment(monkeypatch, text, rate):
    monkeypatch.setenv("TTS_RATE_TEST", text)
    assert env_rate("TTS_RATE_TEST", "off") == rate


@pytest.mark.parametrize("text", ["", "many", "0/h", "5/day", "-1/h", "5/h:0"])
def test_a_malformed_rate_stops_the_process(monkeypatch, text):
    monkeypatch.setenv("TTS_RATE_TEST", text)
    with pytest.raises(EnvError, match="TTS_RATE_TEST"):
        env_rate("TTS_RATE_TEST", "off")
