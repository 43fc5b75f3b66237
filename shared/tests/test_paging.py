"""Pages of a long list: of failed work, which every service has."""

import uuid

import pytest
from django.utils import timezone

from shared.broker.topology import queue_named
from shared.dead_letters.models import DeadLetter
from shared.testing import make_client
from shared.testing.people import ADMIN

pytestmark = pytest.mark.django_db
PATH = "/dead-letters/"


def make_letters(count):
    now = timezone.now()
    queue = queue_named("WORKFLOW_TASKS_PRODUCTION").name
    DeadLetter.objects.bulk_create(
        DeadLetter(
            message_id=uuid.uuid4(),
            digest="0" * 64,
            queue=queue,
            task="t",
            kwargs={},
            headers={},
            code="CONFLICT",
            text="",
            cause="0" * 16,
            attempts=1,
            first_failed_at=now,
            last_failed_at=now,
            correlation_id=uuid.uuid4(),
        )
        for _ in range(count)
    )


def get(query=""):
    return make_client(ADMIN).get(f"{PATH}{query}")


def test_a_page_names_its_neighbours():
    make_letters(25)

    first, second, last = (get(f"?page={number}&state=open").json() for number in (1, 2, 3))

    assert [page["count"] for page in (first, second, last)] == [25, 25, 25]
    assert [len(page["results"]) for page in (first, second, last)] == [10, 10, 5]
    assert (first["previous"], last["next"]) == (None, None)
    assert first["next"] == f"http://testserver{PATH}?page=2&state=open"
    assert second["previous"] == f"http://testserver{PATH}?state=open"
    ids = [letter["id"] for page in (first, second, last) for letter in page["results"]]
    assert ids == sorted(ids, reverse=True)


def test_rows_are_counted_up_to_a_thousand_and_read_to_the_last():
    make_letters(1_015)

    first, last = get().json(), get("?page=102").json()

    assert (first["count"], last["count"]) == (1_001, 1_001)
    assert first["next"]
    assert (len(last["results"]), last["next"]) == (5, None)


def test_an_empty_list_has_one_page():
    page = get().json()

    assert page == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize("page", ["2", "0", "-1", "one", "", "9" * 30])
def test_a_page_that_is_not_there_is_not_found(page):
    make_letters(10)

    assert get(f"?page={page}").status_code == 404
