import uuid

import pytest

from notification_service.inbox_items.models import InAppNotification, NotificationType
from notification_service.people.models import KnownRole
from shared.contracts.notifications import (
    TYPES,
    CreateAssignmentNotification,
    CreateNotification,
    LegacyAssignment,
    SendEmail,
)
from shared.contracts.realtime import PushEvent
from shared.outbox.models import OutboxMessage
from shared.testing.messages import dead_letters, deliver, outbox_messages
from shared.testing.people import ALICE, BOB, CAROL

pytestmark = pytest.mark.django_db

ASSIGNMENT = CreateAssignmentNotification(
    user_id=ALICE.id,
    subject="New Task: Broken screen",
    message="You have been assigned to ticket HD-7: Review request",
    related_task_item_id=71,
    related_ticket_number="HD-7",
    metadata={"task_id": 7, "step_name": "Review request"},
)


def notice(**changes):
    values = {
        "recipients": {"users": [ALICE.id]},
        "subject": "Deadline near",
        "message": "T-7 is due in an hour.",
        "notification_type": "sla_warning",
        "deduplication_id": "sla:7:75:1",
    }
    return CreateNotification(**{**values, **changes})


def told():
    return sorted(InAppNotification.objects.values_list("user_id", flat=True))


def test_an_assignment_becomes_a_notification_a_mail_and_a_hint():
    deliver(ASSIGNMENT)

    item = InAppNotification.objects.get()
    [mail], [hint] = outbox_messages(SendEmail), outbox_messages(PushEvent)
    assert (item.user_id, item.related_ticket_number, item.is_read) == (ALICE.id, "HD-7", False)
    assert item.reason == "You were assigned to this step."
    assert (mail.user_id, mail.notification_id) == (ALICE.id, str(item.id))
    assert (hint.stream, hint.type) == (f"user:{ALICE.id}", "notification")
    assert hint.data["subject"] == item.subject


def test_a_redelivered_assignment_tells_once():
    message_id = uuid.uuid4()

    deliver(ASSIGNMENT, message_id=message_id)
    deliver(ASSIGNMENT, message_id=message_id)

    assert told() == [ALICE.id]
    assert len(outbox_messages(SendEmail)) == 1


def test_the_senders_own_reason_is_kept():
    deliver(notice(metadata={"why": "You coordinate this task"}))

    assert InAppNotification.objects.get().reason == "You coordinate this task"


def test_the_older_form_of_an_assignment_is_understood():
    old = LegacyAssignment(
        user_id=ALICE.id,
        task_id="T-456",
        task_title="Approve Budget Request",
        role_name="Budget Approver",
    )

    deliver(old, exchange="notification-queue-default", headers={"id": str(uuid.uuid4())})

    item = InAppNotification.objects.get()
    assert item.subject == "New Task: Approve Budget Request"
    assert item.notification_type == "task_assignment"
    assert item.reason == "You hold the role Budget Approver in TTS."


def test_everybody_with_the_role_is_told_and_knows_why(auth):
    auth.roles["Manager"] = [BOB.id, CAROL.id]

    deliver(notice(recipients={"users": [ALICE.id], "roles": [{"role": "Manager"}]}))

    assert told() == [ALICE.id, BOB.id, CAROL.id]
    assert (
        InAppNotification.objects.get(user_id=BOB.id).reason == "You hold the role Manager in TTS."
    )


def test_a_person_named_and_holding_the_role_is_told_once(auth):
    auth.roles["Manager"] = [ALICE.id]

    deliver(notice(recipients={"users": [ALICE.id], "roles": [{"role": "Manager"}]}))

    assert InAppNotification.objects.get().reason.startswith("You are responsible")


def test_two_messages_about_one_event_tell_each_person_once():
    deliver(notice())
    deliver(notice(recipients={"users": [ALICE.id, BOB.id]}))

    assert told() == [ALICE.id, BOB.id]
    assert [mail.user_id for mail in outbox_messages(SendEmail)] == [ALICE.id, BOB.id]


def test_a_role_is_asked_for_once_in_five_minutes(auth):
    auth.roles["Manager"] = [BOB.id]

    deliver(notice(recipients={"roles": [{"role": "Manager"}]}))
    deliver(notice(recipients={"roles": [{"role": "Manager"}]}, deduplication_id="another"))

    assert auth.asked.count("/api/v1/tts/round-robin/") == 1
    assert told() == [BOB.id, BOB.id]


def test_while_auth_is_away_an_old_copy_of_the_role_serves(auth):
    auth.roles["Manager"] = [BOB.id]
    deliver(notice(recipients={"roles": [{"role": "Manager"}]}))
    KnownRole.objects.update(fetched_at="2020-01-01T00:00:00Z")
    auth.close()

    deliver(notice(recipients={"roles": [{"role": "Manager"}]}, deduplication_id="another"))

    assert told() == [BOB.id, BOB.id]


def test_without_any_copy_the_message_is_tried_again_later(auth):
    auth.close()

    deliver(notice(recipients={"roles": [{"role": "Manager"}]}))

    assert not told()
    assert OutboxMessage.objects.get().exchange == "INAPP_NOTIFICATION_QUEUE"


def test_an_unknown_type_is_dead_at_once_and_names_the_field():
    deliver(notice(notification_type="gossip"))

    [letter] = dead_letters()
    assert '"field": "notification_type"' in letter.headers["x-tts-reason"]
    assert not told()


def test_a_long_title_in_the_older_form_still_arrives():
    deliver(
        LegacyAssignment(user_id=ALICE.id, task_id="T-1", task_title="x" * 300, role_name="Agent")
    )

    assert len(InAppNotification.objects.get().subject) == 300


def test_one_assignment_costs_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        deliver(ASSIGNMENT)


def test_the_table_knows_exactly_the_types_of_the_contract():
    assert tuple(NotificationType.values) == TYPES
