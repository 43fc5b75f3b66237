import math
import uuid

import pytest
from django.db import OperationalError, connection
from django.urls import path

from shared.contracts.status import UpdateStatus
from shared.errors import Conflict
from shared.heartbeat import Heartbeat
from shared.http.urls import service_urls
from shared.inbox.delivery import Delivery
from shared.inbox.registry import one_by_one
from shared.observability import stored
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.metrics import scraped
from shared.testing.metrics import scraped_value as value

pytestmark = pytest.mark.django_db
TASK = UpdateStatus.TASK


def answer(request, number):
    raise Conflict("no") if number == 500 else AssertionError


urlpatterns = [path("things/<int:number>/", answer), *service_urls()]


def messages(outcome):
    return value("tts_messages_total", task=TASK, outcome=outcome)


def arrival(**changes):
    kwargs = UpdateStatus(ticket_id="HD-1", status="open", version=1).kwargs()
    headers = {"message_id": str(uuid.uuid4())}
    return Delivery(TASK, UpdateStatus.QUEUE, TASK, {**kwargs, **changes}, headers)


def accept(message):
    pass


def refuse(message):
    raise Conflict("The ticket is closed")


def break_down(message):
    raise OSError("the other side hung up")


def consumer(handle):
    return one_by_one(UpdateStatus, handle)


@pytest.mark.urls(__name__)
def test_requests_are_counted_by_route_and_never_by_path():
    labels = {"method": "GET", "route": "/things/<int:number>/"}
    before = value("tts_http_requests_total", status="500", **labels)

    for number in (7, 8):
        make_client().get(f"/things/{number}/")

    assert value("tts_http_requests_total", status="500", **labels) == before + 2
    assert value("tts_http_request_duration_seconds_count", **labels) >= 2
    assert not [key for key in scraped() if "/things/7/" in str(key)]


def test_whatever_a_caller_invents_becomes_one_series():
    labels = {"method": "other", "route": "unmatched", "status": "404"}
    before = value("tts_http_requests_total", **labels)

    for word in ("BREW", "WHEN"):
        make_client().generic(word, f"/{word}")

    assert value("tts_http_requests_total", **labels) == before + 2


def test_probes_do_not_dilute_the_figures():
    before = {key: v for key, v in scraped().items() if key[0] == "tts_http_requests_total"}

    make_client().get("/health/live")

    after = {key: v for key, v in scraped().items() if key[0] == "tts_http_requests_total"}
    assert after == before


def test_a_message_counts_as_handled_once_and_as_repeated_after_that():
    message = arrival()

    consumer(accept).consume(message)
    consumer(accept).consume(message)

    assert (messages("handled"), messages("repeated")) == (1, 1)


def test_a_message_to_be_tried_again_is_not_counted_as_handled():
    consumer(break_down).consume(arrival())

    assert (messages("handled"), messages("retried")) == (0, 1)


def test_a_dead_letter_is_counted_with_its_queue_and_code():
    consumer(refuse).consume(arrival())
    consumer(refuse).consume(arrival(status="asleep"))

    queue = UpdateStatus.QUEUE
    assert messages("dead") == 2
    assert value("tts_dead_letters_total", queue=queue, code="CONFLICT") == 1
    assert value("tts_dead_letters_total", queue=queue, code="SCHEMA_VIOLATION") == 1


def test_the_outbox_shows_its_depth_and_the_age_of_its_oldest_message():
    consumer(refuse).consume(arrival())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_outboxmessage SET not_before = now() - interval '90 s'")

    assert value("tts_outbox_messages") == OutboxMessage.objects.count() == 2
    assert value("tts_outbox_oldest_age_seconds") >= 90


def test_a_background_process_that_never_lived_is_infinitely_old(settings, tmp_path):
    settings.HEARTBEAT_DIR = tmp_path
    Heartbeat(tmp_path, f"{settings.SERVICE}-relay").beat()

    assert value("tts_heartbeat_age_seconds", process="relay") < 30
    assert value("tts_heartbeat_age_seconds", process="worker") == math.inf


def test_folding_the_counters_changes_no_figure():
    consumer(accept).consume(arrival())
    stored.fold()
    consumer(accept).consume(arrival())
    stored.fold()
    consumer(accept).consume(arrival())

    assert messages("handled") == 3


def test_a_distribution_is_cumulative_with_count_and_sum(monkeypatch):
    monkeypatch.setattr(stored, "STORED", {})
    waiting = stored.StoredHistogram("tts_waiting_seconds", "For a test.", buckets=(1, 5))
    stored.record(*(waiting.of(seconds) for seconds in (0.5, 1, 3, 100)))
    stored.fold()

    found = {key: v for key, v in scraped().items() if key[0].startswith("tts_waiting")}

    assert found == {
        ("tts_waiting_seconds_bucket", ("le", "1.0")): 2,
        ("tts_waiting_seconds_bucket", ("le", "5.0")): 3,
        ("tts_waiting_seconds_bucket", ("le", "+Inf")): 4,
        ("tts_waiting_seconds_count",): 4,
        ("tts_waiting_seconds_sum",): 104.5,
    }


def test_without_its_database_a_service_still_tells_about_its_requests():
    def away(*_):
        raise OperationalError("the connection is gone")

    with connection.execute_wrapper(away):
        found = scraped()

    assert found[("tts_database_up",)] == 0
    assert any(name == "process_start_time_seconds" for name, *_ in found)
