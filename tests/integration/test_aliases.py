"""Every older name of a queue works through a running broker, worker and service."""

import uuid
from urllib.parse import quote

import pytest
from celery import Celery
from kombu import Exchange, Queue

from tests.integration.world import eventually

ROLE_QUEUES = [
    "TTS_ROLE_SYNC_QUEUE",
    "tts.role.sync",
    "tts.user_system_role.sync",
    "role_send-default",
]
NOTICE_QUEUES = [
    "INAPP_NOTIFICATION_QUEUE",
    "inapp-notification-queue",
    "notification-queue-default",
]


def send(world, task, queue, message_id=None, **kwargs):
    """As an ordinary Celery producer with auth_service's broker account."""
    account = next(u for u in world.credentials["rabbitmq"] if u["user"] == "auth_service")
    at, password = world.env["rabbitmq"], quote(account["password"], safe="")
    with Celery(broker=f"amqp://auth_service:{password}@{at['host']}:{at['port']}/tts") as app:
        exchange = Exchange(queue, "topic", no_declare=True)
        app.conf.update(
            broker_connection_timeout=4,
            task_queues=[Queue(queue, exchange, routing_key="#", no_declare=True)],
            task_default_queue=queue,
        )
        app.send_task(task, kwargs=kwargs, queue=queue, routing_key=task, task_id=message_id)


def role(role_id, name):
    return {
        "id": role_id,
        "name": name,
        "system": "TTS",
        "description": "",
        "permissions": [],
        "is_active": True,
        "version": 1,
    }


def fresh_id():
    """Above all that auth_service gave out."""
    return 1_000_000_000 + uuid.uuid4().int % 1_000_000_000


def roles_named(world, name):
    found = world.person("admin").get("/workflow/roles/", page_size=100)
    return [one for one in found["results"] if one["name"] == name]


@pytest.mark.parametrize("queue", ROLE_QUEUES)
def test_a_role_arrives_under_every_name_of_its_queue(world, queue):
    name = f"Guild {uuid.uuid4().hex[:8]}"

    send(world, "tts.role.sync", queue, payload={"role": role(fresh_id(), name)})

    eventually(lambda: roles_named(world, name), what=f"role through {queue}")


def test_the_older_task_of_roles_works_too(world):
    name = f"Guild {uuid.uuid4().hex[:8]}"

    send(world, "workflow.role.sync", "role_send-default", role_data=role(fresh_id(), name))

    eventually(lambda: roles_named(world, name), what="role through workflow.role.sync")


@pytest.mark.parametrize("queue", NOTICE_QUEUES)
def test_a_notice_arrives_under_every_name_of_its_queue(world, queue):
    subject, maria = f"Alias {uuid.uuid4().hex}", world.person("maria.reyes")
    user_id = maria.get("/auth/api/v1/users/me/")["id"]

    send(
        world,
        "notifications.tasks.create_assignment_notification",
        queue,
        user_id=user_id,
        subject=subject,
        message="By an older name",
    )

    eventually(lambda: told(maria, subject), what=f"notice through {queue}")


def test_the_older_task_of_notices_works_too(world):
    title, maria = f"Alias {uuid.uuid4().hex}", world.person("maria.reyes")
    user_id = maria.get("/auth/api/v1/users/me/")["id"]

    send(
        world,
        "task.send_assignment_notification",
        "inapp-notification-queue",
        user_id=user_id,
        task_id="T-1",
        task_title=title,
        role_name="IT Support",
    )

    eventually(lambda: told(maria, title), what="notice through the older task")


def told(person, words):
    page = person.get("/notification/api/v2/notifications/inapp/", page_size=20)
    return [one for one in page["results"] if words in one["subject"]]
