"""HDTS with nothing but its own broker credentials."""

import json
import uuid
from urllib.parse import urlsplit

import amqp
import pytest
from celery import Celery

from shared.identity.signatures import canonical_json, signed_headers
from tests.integration.world import eventually, ticket


def producer(world):
    app = Celery(broker=world.credentials["hdts"]["amqp_url"])
    app.conf.broker_connection_timeout = 4
    return app


def connect(world, vhost):
    url = urlsplit(world.credentials["hdts"]["amqp_url"])
    connection = amqp.Connection(
        f"{url.hostname}:{url.port}",
        userid=url.username,
        password=url.password,
        virtual_host=vhost,
        connect_timeout=4,
    )
    connection.connect()
    return connection


def signature(world, payload):
    import time

    hdts = world.credentials["hdts"]
    body = canonical_json(payload)
    return signed_headers(hdts["key_id"], hdts["secret"], int(time.time()), body)


def deliver(world, sent, keyword="ticket_data", task="tickets.tasks.receive_ticket"):
    with producer(world) as app:
        app.send_task(
            task,
            kwargs={keyword: sent},
            queue="TICKET_TASKS_PRODUCTION",
            headers=signature(world, sent),
        )


@pytest.mark.parametrize("keyword", ["payload", "ticket_data"])
def test_a_plain_celery_producer_hands_a_ticket_over(world, keyword):
    sent = ticket("IT Support", "Access")

    deliver(world, sent, keyword)

    task = world.task_of(sent["ticket_id"])
    assert task["priority"] == "high"
    ana = world.person("ana.cruz")
    eventually(
        lambda: (
            sent["ticket_id"]
            in {
                t["ticket_number"]
                for t in ana.get("/ticket/tickets/mine/", page_size=100)["results"]
            }
        ),
        what="the requester sees it",
    )


def test_the_same_ticket_sent_three_times_is_worked_on_once(world):
    sent = ticket("IT Support", "Access")

    for _ in range(3):
        deliver(world, sent)

    world.task_of(sent["ticket_id"])
    later = ticket("IT Support", "Access")
    deliver(world, later)
    world.task_of(later["ticket_id"])
    assert len(world.tasks_of(sent["ticket_id"])) == 1


@pytest.mark.parametrize("vhost", ["tts", "ams", "bms", "/"])
def test_no_other_virtual_host_lets_the_help_desk_in(world, vhost):
    with pytest.raises((amqp.exceptions.NotAllowed, amqp.exceptions.AccessRefused, OSError)):
        connect(world, vhost)


@pytest.mark.parametrize("exchange", ["TTS_ROLE_SYNC_QUEUE", "amq.topic", "amq.direct"])
def test_no_other_exchange_takes_a_message_of_the_help_desk(world, exchange):
    connection = connect(world, "hdts")
    channel = connection.channel()
    channel.confirm_select()

    with pytest.raises(amqp.exceptions.ChannelError):
        channel.basic_publish_confirm(amqp.Message("{}"), exchange=exchange, routing_key="x")


def test_the_help_desk_cannot_make_itself_an_admin_through_its_own_queue(world):
    admin = world.person("admin")
    role = {"id": 999_001, "name": f"Intruder {uuid.uuid4().hex[:6]}", "system": "TTS"}

    deliver(world, {"role": role}, "payload", task="tts.role.sync")
    sent = ticket("IT Support", "Access")
    deliver(world, sent)

    world.task_of(sent["ticket_id"])
    names = {r["name"] for r in admin.get("/workflow/roles/", page_size=100)["results"]}
    assert role["name"] not in names


def test_junk_in_the_queue_stops_nobody(world):
    connection = connect(world, "hdts")
    channel = connection.channel()
    for body, headers in (
        (b"{not json", {}),
        (b"[1]", {"task": "tickets.tasks.receive_ticket", "id": "1"}),
        (json.dumps([[], {}, {}]), {"task": "nobody.knows", "id": "2"}),
        (json.dumps([[], {"payload": {"title": "\x00"}}, {}]), {"task": "x"}),
        (b"\xff" * 2000, {"task": "tickets.tasks.receive_ticket", "id": "3"}),
    ):
        message = amqp.Message(body, content_type="application/json", application_headers=headers)
        channel.basic_publish(
            message, exchange="TICKET_TASKS_PRODUCTION", routing_key="TICKET_TASKS_PRODUCTION"
        )
    connection.close()
    sent = ticket("IT Support", "Access")

    deliver(world, sent)

    world.task_of(sent["ticket_id"])
