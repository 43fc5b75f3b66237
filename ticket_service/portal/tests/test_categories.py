"""Against a small workflow_api and auth_service on a loopback port."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import F

from shared.testing import make_client
from shared.testing.listening import JsonHandler, listening
from shared.testing.people import ANA
from ticket_service.portal.models import CategorySnapshot

pytestmark = pytest.mark.django_db

ACCESS = {"category": "IT Support", "sub_category": "Access"}
NETWORK = {"category": "IT Support", "sub_category": "Network"}


@pytest.fixture
def neighbours(settings):
    """What workflow_api answers: `categories`, or a failure while they are None."""
    found = SimpleNamespace(categories=None, asked=0)

    class Answering(JsonHandler):
        def do_POST(self):
            self.sent()
            self.send(200, {"access_token": "a token", "expires_in": 900})

        def do_GET(self):
            found.asked += 1
            self.send(503 if found.categories is None else 200, found.categories)

    with listening(Answering) as settings.WORKFLOW_URL:
        settings.AUTH_URL = settings.WORKFLOW_URL
        yield found


def ask():
    return make_client(ANA).get("/categories/")


def let_time_pass(**units):
    """As if the categories had been fetched that long ago."""
    ago = timedelta(**units)
    CategorySnapshot.objects.update(asked_at=F("asked_at") - ago, fetched_at=F("fetched_at") - ago)


def test_the_form_offers_what_a_workflow_is_deployed_for(neighbours):
    neighbours.categories = [ACCESS, NETWORK]

    answer = ask()

    assert answer.status_code == 200
    assert answer.json()["categories"] == [ACCESS, NETWORK]
    assert answer.json()["stale"] is False


def test_for_a_minute_the_answer_is_kept(neighbours):
    neighbours.categories = [ACCESS]
    ask()
    neighbours.categories = [ACCESS, NETWORK]

    let_time_pass(seconds=50)
    assert ask().json()["categories"] == [ACCESS]

    let_time_pass(seconds=11)
    assert ask().json()["categories"] == [ACCESS, NETWORK]
    assert neighbours.asked == 2


def test_the_last_known_categories_serve_while_workflow_api_is_away(neighbours):
    neighbours.categories = [ACCESS]
    ask()
    neighbours.categories = None

    let_time_pass(hours=3)
    answer = ask()

    assert (answer.json()["categories"], answer.json()["stale"]) == ([ACCESS], True)


def test_while_workflow_api_is_away_not_every_request_waits_for_it(neighbours):
    neighbours.categories = [ACCESS]
    ask()
    neighbours.categories = None
    let_time_pass(hours=3)

    for _ in range(5):
        ask()

    assert neighbours.asked == 2


def test_categories_that_were_never_known_are_unavailable(neighbours):
    answer = ask()

    assert (answer.status_code, answer.json()["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert answer["Retry-After"]


def test_categories_are_for_people_who_signed_in():
    assert make_client().get("/categories/").status_code == 401
