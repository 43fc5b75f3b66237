import json
import socket
import threading
import time
from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from django.db import connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone

from shared.contracts.realtime import PushEvent
from shared.integrations.circuit import Circuit
from shared.integrations.redis import client
from shared.outbox.models import OutboxMessage
from shared.outbox.services import publish
from shared.testing import make_client
from shared.testing.partner import Reply
from shared.testing.people import ADMIN, ALICE, ANA
from workflow_api.system import probes, watching
from workflow_api.system.tests.conftest import AT_WORK
from workflow_api.system.watching import Watch

# Probes have connections of their own, which see only what is committed.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world")]
URL = "/system/degraded/"
NOBODY = "127.0.0.1:1"


def degraded(caller=ALICE):
    response = make_client(caller).get(URL)
    assert response.status_code == 200
    return {each["part"]: each for each in response.json()}


def waiting(what, seconds):
    each = {"what": what, "count": 3, "oldest_seconds": seconds}
    return Reply(body={"service": "neighbour", "waiting": [each], "silent": []})


def test_while_everything_works_there_is_nothing_to_tell():
    assert degraded(ANA) == {}


def test_only_who_is_signed_in_is_told():
    assert make_client().get(URL).status_code == 401


def test_without_the_broker_people_learn_what_is_delayed_and_since_when(settings):
    settings.BROKER_URL = f"amqp://guest:guest@{NOBODY}/tts"
    with transaction.atomic():
        publish(PushEvent(event_id="1", stream="user:1", type="notification", data={}))
    OutboxMessage.objects.update(not_before=timezone.now() - timedelta(seconds=90))

    found = degraded()

    assert list(found) == ["broker"]
    assert 90 <= found["broker"]["delayed_by_seconds"] < 100
    began = datetime.fromisoformat(found["broker"]["since"])
    assert 90 <= (timezone.now() - began).total_seconds() < 100
    assert "late" in found["broker"]["effect"]
    assert "Nothing is lost" in found["broker"]["still_works"]


def test_an_outbox_that_does_not_drain_is_told_of_although_the_broker_answers(world):
    world.replies = [waiting("outbox", 45)]

    assert degraded()["broker"]["delayed_by_seconds"] == 45


def test_without_auth_service_signing_in_is_what_does_not_work(settings):
    settings.AUTH_URL = f"http://{NOBODY}"

    assert "sign in" in degraded()["auth"]["effect"]


def test_without_redis_everything_still_works(settings):
    settings.REDIS_URL = f"redis://{NOBODY}/0"

    found = degraded()

    assert list(found) == ["redis"]
    assert "Everything else works" in found["redis"]["still_works"]


def test_a_service_that_answers_but_whose_worker_is_gone_is_told_of(world):
    world.replies = [Reply(body={**AT_WORK, "silent": [{"process": "worker", "seconds": 70}]})]

    found = degraded(ADMIN)

    assert set(found) == {"ticket_updates", "live_updates", "notices"}
    assert found["notices"]["detail"] == "No sign of life from: worker"


def test_our_own_worker_that_is_gone_is_told_of(heartbeats):
    (heartbeats / "workflow_api-worker").unlink()

    assert list(degraded()) == ["workflow"]


def test_mail_that_waits_is_told_of(world):
    world.replies = [waiting("mail", 600)]

    found = degraded()

    assert list(found) == ["mail"]
    assert found["mail"]["delayed_by_seconds"] == 600


@pytest.mark.parametrize(("breaker", "part"), [("ams", "ams"), ("email", "mail"), ("erp", "erp")])
def test_an_open_breaker_is_told_of_with_its_beginning(circuits, breaker, part):
    opened = Circuit(state="open", failures=5, opened_at=time.time() - 20)
    client().set(circuits + breaker, json.dumps(asdict(opened)))

    found = degraded()

    assert list(found) == [part]
    began = datetime.fromisoformat(found[part]["since"])
    assert 20 <= (timezone.now() - began).total_seconds() < 30


def test_details_are_for_admins(settings):
    settings.AUTH_URL = f"http://{NOBODY}"

    assert degraded(ALICE)["auth"]["detail"] == ""
    assert "ConnectionError" in degraded(ADMIN)["auth"]["detail"]


def test_several_parts_may_be_away_and_each_is_told_of(settings):
    settings.REDIS_URL = f"redis://{NOBODY}/0"
    settings.BROKER_URL = f"amqp://guest:guest@{NOBODY}/tts"
    settings.AUTH_URL = settings.MESSAGING_URL = f"http://{NOBODY}"

    assert set(degraded()) == {"auth", "messaging", "broker", "redis"}


@pytest.fixture
def no_database(monkeypatch):
    """Every further connection is refused."""
    parameters = connections.settings["default"]
    pool = {"min_size": 0, "max_size": 2, "timeout": 0.3}
    monkeypatch.setattr(DatabaseWrapper, "_connection_pools", {})
    monkeypatch.setitem(parameters, "PORT", 1)
    monkeypatch.setitem(parameters, "OPTIONS", {**parameters["OPTIONS"], "pool": pool})
    yield
    DatabaseWrapper(parameters).close_pool()


def test_without_the_database_that_alone_is_named(no_database, settings):
    settings.NOTIFICATION_URL = f"http://{NOBODY}"

    found = degraded(ADMIN)

    assert list(found) == ["database"]
    assert "connection" in found["database"]["detail"]


def test_a_part_that_accepts_and_never_answers_does_not_hold_up_the_answer(settings):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.NOTIFICATION_URL = f"http://127.0.0.1:{mute.getsockname()[1]}"
        began = time.monotonic()

        found = degraded()

    assert list(found) == ["notification"]
    assert time.monotonic() - began < 3


def test_an_incident_that_lasts_keeps_its_beginning(settings, monkeypatch):
    monkeypatch.setattr(watching, "FRESH_SECONDS", 0)
    settings.AUTH_URL = f"http://{NOBODY}"

    first, second = degraded(), degraded()

    assert first["auth"]["since"] == second["auth"]["since"]


def test_many_who_ask_at_once_cost_one_look(world):
    degraded()
    world.replies = [waiting("mail", 600)]

    assert [degraded() for _ in range(5)] == [{}] * 5


def test_while_one_looks_the_others_are_told_what_was_found_last(monkeypatch):
    monkeypatch.setattr(watching, "FRESH_SECONDS", 0)
    looking, go_on = threading.Event(), threading.Event()

    def slow_look():
        looking.set()
        assert go_on.wait(10)
        return probes.look()

    looks = iter([probes.look, slow_look])
    watch = Watch(lambda: next(looks)())
    watch.incidents()
    slow = threading.Thread(target=watch.incidents)
    slow.start()
    assert looking.wait(10)

    found = watch.incidents()

    go_on.set()
    slow.join(10)
    assert found == []
