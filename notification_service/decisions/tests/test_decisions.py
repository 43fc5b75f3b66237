"""Why somebody was told of a ticket, or was not."""

import pytest
from django.utils import timezone

from notification_service.decisions import services
from notification_service.email.models import EmailDelivery
from notification_service.inbox_items.models import InAppNotification
from notification_service.people.models import KnownRole
from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    SendEmail,
)
from shared.testing import make_client, service_client
from shared.testing.messages import deliver, outbox_messages
from shared.testing.people import ADMIN, ALICE, BOB, CAROL

pytestmark = pytest.mark.django_db
MANAGER_ROLE = {"system": "TTS", "role": "Manager"}


def ask(**query):
    client = service_client("workflow_api", "notices.read")
    return client.get("/api/v1/notifications/decisions/", {"ticket_number": "HD-7", **query})


def tell(event="sla:7", *, users=(ALICE.id,), roles=(), ticket="HD-7", **metadata):
    deliver(
        CreateNotification(
            recipients={"users": list(users), "roles": list(roles)},
            subject="Deadline near",
            message="T-7 is due in an hour.",
            notification_type="sla_warning",
            deduplication_id=event,
            related_ticket_number=ticket,
            metadata=metadata,
        )
    )


def test_who_was_told_has_the_reason_and_the_state_of_the_mail():
    tell()
    deliver(outbox_messages(SendEmail)[0])

    [decision] = ask().json()
    assert (decision["user_id"], decision["told"], decision["mail"]) == (ALICE.id, True, "queued")
    assert decision["reason"].startswith("You are responsible for this task")


def test_nobody_is_told_of_their_own_act_and_that_is_kept():
    tell(users=[ALICE.id, BOB.id], actor_id=ALICE.id)

    told = {each["user_id"]: (each["told"], each["cause"]) for each in ask().json()}
    assert told == {ALICE.id: (False, "own_act"), BOB.id: (True, "")}
    assert InAppNotification.objects.get().user_id == BOB.id
    assert [mail.user_id for mail in outbox_messages(SendEmail)] == [BOB.id]


def test_a_role_without_anybody_is_named():
    KnownRole.objects.create(system="TTS", role="Manager", user_ids=[], fetched_at=timezone.now())

    tell(users=[], roles=[MANAGER_ROLE])

    [decision] = ask().json()
    assert (decision["role"], decision["cause"]) == ("TTS Manager", "nobody_in_role")
    assert decision["reason"] == "Nobody holds this role"


def test_one_event_is_told_once_however_it_comes():
    assignment = CreateAssignmentNotification(
        user_id=CAROL.id, subject="New Task", message="Look", related_ticket_number="HD-7"
    )
    tell("sla:7")
    tell("sla:7")
    deliver(assignment)

    assert sorted(each["user_id"] for each in ask().json() if each["told"]) == [ALICE.id, CAROL.id]


def test_a_mail_to_the_requester_is_there_too():
    mail = SendEmail(
        to="ana@example.org", subject="Resolved", message="Done", related_ticket_number="HD-7"
    )
    deliver(mail)
    EmailDelivery.objects.update(status="failed", last_error="550 no such mailbox")

    [decision] = ask().json()
    assert (decision["address"], decision["mail"]) == ("ana@example.org", "failed")
    assert decision["mail_error"] == "550 no such mailbox"


def test_one_person_is_asked_about_alone_and_other_tickets_are_left_out():
    tell("a", users=[ALICE.id, BOB.id])
    tell("b", users=[ALICE.id], ticket="HD-8")

    assert [each["user_id"] for each in ask(user_id=ALICE.id).json()] == [ALICE.id]


def test_the_answer_takes_three_statements(django_assert_max_num_queries):
    for number in range(5):
        tell(f"sla:{number}", users=[ALICE.id, BOB.id])

    # One more when the token's credential is looked up anew.
    with django_assert_max_num_queries(4):
        assert len(ask().json()) == 10


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"user_id": "me"}, "user_id"),
        ({"colour": "red"}, "colour"),
        ({"ticket_number": ""}, "ticket"),
    ],
)
def test_bad_questions_are_named(query, field):
    answer = ask(**query)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"].startswith(field)


def test_only_a_service_with_the_scope_may_ask():
    url = "/api/v1/notifications/decisions/?ticket_number=HD-7"

    assert make_client(ADMIN).get(url).status_code == 403
    assert service_client("ticket_service", "tickets.read").get(url).status_code == 403


def test_old_decisions_are_forgotten():
    tell(users=[ALICE.id], actor_id=ALICE.id)

    assert services.forget(timezone.now(), 10) == 1
    assert ask().json() == []
