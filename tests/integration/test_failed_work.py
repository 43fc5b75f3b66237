"""What cannot be processed is kept, explained, and shown to admins."""

import uuid

import amqp

from tests.integration.test_partner import connect, deliver
from tests.integration.world import eventually


def letters(world, **filters):
    admin = world.person("admin")
    return admin.get("/workflow/dead-letters/", page_size=100, **filters)["results"]


def kept(world, number):
    admin, found = world.person("admin"), letters(world, code="VALIDATION_ERROR")
    details = [admin.get(f"/workflow/dead-letters/{letter['id']}/") for letter in found[:5]]
    return [one for one in details if number in str(one["kwargs"])]


def test_a_bad_ticket_on_the_broker_is_kept_with_the_reason_of_each_field(world):
    number = f"BAD-{uuid.uuid4().hex[:8]}"

    deliver(world, {"ticket_id": number, "priority": "soon"})

    [letter] = eventually(lambda: kept(world, number), what="dead letter")
    fields = {detail["field"] for detail in letter["details"]}
    assert {"priority", "subject", "category", "sub_category"} <= fields


def test_what_is_no_message_at_all_is_kept_too(world):
    before = len(letters(world, code="UNREADABLE"))
    connection = connect(world, "hdts")
    body = f"{{junk {uuid.uuid4()}".encode()
    connection.channel().basic_publish(
        amqp.Message(body, content_type="application/json"),
        exchange="TICKET_TASKS_PRODUCTION",
        routing_key="TICKET_TASKS_PRODUCTION",
    )
    connection.close()

    eventually(lambda: len(letters(world, code="UNREADABLE")) > before, what="junk kept")


def test_admins_are_told(world):
    number = f"BAD-{uuid.uuid4().hex[:8]}"
    admin = world.person("admin")

    deliver(world, {"ticket_id": number, "priority": "soon"})

    # One notice tells of all letters of a cause, so the letter itself is waited for as well.
    eventually(lambda: kept(world, number), what="dead letter")
    eventually(
        lambda: admin.get(
            "/notification/api/v2/notifications/inapp/", notification_type="dead_letter"
        )["count"],
        what="notice",
    )
