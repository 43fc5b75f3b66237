import uuid

import pytest
from django.utils import timezone

from notification_service.inbox_items.models import InAppNotification
from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ALICE, BOB

pytestmark = pytest.mark.django_db
URL = "/api/v2/notifications/inapp/"


def make_notification(owner=ALICE, **changes):
    values = {
        "user_id": owner.id,
        "event_id": str(uuid.uuid4()),
        "subject": "New Task: Broken screen",
        "message": "You have been assigned to ticket HD-7",
        "notification_type": "task_assignment",
        "reason": "You were assigned to this step.",
    }
    if changes.get("is_read"):
        values["read_at"] = timezone.now()
    return InAppNotification.objects.create(**{**values, **changes})


def test_people_see_their_own_newest_first_and_how_many_are_unread():
    old, new = make_notification(), make_notification(is_read=True)
    make_notification(owner=BOB)

    answer = make_client(ALICE).get(URL).json()

    assert [one["id"] for one in answer["results"]] == [str(new.id), str(old.id)]
    assert (answer["count"], answer["unread_count"]) == (2, 1)
    assert answer["results"][0]["reason"] == "You were assigned to this step."


def test_the_unread_count_does_not_depend_on_the_filter():
    make_notification()
    make_notification(is_read=True)

    answer = make_client(ALICE).get(URL, {"is_read": "true"}).json()

    assert (answer["count"], answer["unread_count"]) == (1, 1)


def test_the_list_filters_by_type():
    make_notification(notification_type="mention")
    make_notification()

    answer = make_client(ALICE).get(URL, {"notification_type": "mention"}).json()

    assert [one["notification_type"] for one in answer["results"]] == ["mention"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"notification_type": "gossip"}, "notification_type"),
        ({"is_red": "true"}, "is_red"),
        ({"is_read": "perhaps"}, "is_read"),
    ],
)
def test_a_bad_filter_is_an_error_that_names_it(query, field):
    answer = make_client(ALICE).get(URL, query)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


def test_reading_and_unreading_one():
    item, client = make_notification(), make_client(ALICE)

    read = client.patch(f"{URL}{item.id}/", {"is_read": True})
    unread = client.patch(f"{URL}{item.id}/", {"is_read": False})

    assert (read.status_code, read.json()["is_read"]) == (200, True)
    assert read.json()["read_at"] is not None
    assert (unread.json()["is_read"], unread.json()["read_at"]) == (False, None)


def test_reading_again_keeps_the_first_time():
    item, client = make_notification(), make_client(ALICE)

    first = client.patch(f"{URL}{item.id}/", {"is_read": True}).json()
    second = client.patch(f"{URL}{item.id}/", {"is_read": True}).json()

    assert first["read_at"] == second["read_at"]


@pytest.mark.parametrize("reader", [BOB, ADMIN])
def test_somebody_elses_notification_does_not_exist(reader):
    item = make_notification(owner=ALICE)

    answer = make_client(reader).patch(f"{URL}{item.id}/", {"is_read": True})

    assert answer.status_code == 404
    item.refresh_from_db()
    assert not item.is_read


@pytest.mark.parametrize("body", [{}, {"is_read": "perhaps"}, {"is_read": None}, {"subject": "x"}])
def test_a_bad_change_is_an_error_that_names_the_field(body):
    item = make_notification()

    answer = make_client(ALICE).patch(f"{URL}{item.id}/", body)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] in {"is_read", "subject"}


def test_marking_all_leaves_other_peoples_alone():
    make_notification()
    make_notification()
    other = make_notification(owner=BOB)

    answer = make_client(ALICE).post(f"{URL}mark-all-read/")

    assert (answer.status_code, answer.json()) == (200, {"marked": 2})
    other.refresh_from_db()
    assert not other.is_read


def test_nobody_reads_without_a_token_and_services_have_no_notifications():
    assert make_client().get(URL).status_code == 401
    assert service_client("workflow_api").get(URL).status_code == 403


def test_a_longer_list_takes_no_more_queries(django_assert_num_queries):
    client = make_client(ALICE)
    for _ in range(30):
        make_notification()

    with django_assert_num_queries(2):
        assert len(client.get(URL, {"page_size": 30}).json()["results"]) == 30


def test_the_description_of_the_api_has_pages_at_both_addresses():
    client = make_client()

    assert client.get("/api/docs/").status_code == 200
    assert client.get("/docs/").status_code == 200
    assert client.get("/schema/").status_code == 200
    assert client.get("/health/live").status_code == 200
