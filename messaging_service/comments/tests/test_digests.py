"""What lists of tickets show of their discussions."""

import pytest

from shared.testing import make_client
from shared.testing.people import ALICE, ANA, BOB, CAROL

pytestmark = pytest.mark.django_db


def post(caller, ticket, text="Look", **fields):
    return make_client(caller).post(
        "/api/comments/", {"ticket_id": ticket, "text": text, **fields}, format="json"
    )


def asked(caller, *tickets):
    response = make_client(caller).get("/api/digests/", {"ticket_id": list(tickets)})
    assert response.status_code == 200, response.json()
    return {digest.pop("ticket_id"): digest for digest in response.json()}


@pytest.fixture
def tickets(workflow, number):
    names = [f"{number}/a", f"{number}/b", f"{number}/c"]
    for name in names:
        workflow.admit(name, ALICE, BOB)
        workflow.admit_requester(name, ANA)
    return names


def test_what_others_wrote_after_ones_marker_is_unread(tickets):
    one, two, three = tickets
    post(ALICE, one)
    seen = post(BOB, one).json()["seq"]
    make_client(ALICE).put(f"/api/read-markers/{one}/", {"last_seq": seen})
    newest = post(BOB, one).json()
    gone = post(BOB, two).json()
    make_client(BOB).delete(f"/api/comments/{gone['id']}/")

    digests = asked(ALICE, one, two, three)

    assert {name: digest["unread"] for name, digest in digests.items()} == {
        one: 1,
        two: 0,
        three: 0,
    }
    assert digests[one]["last_comment_at"] == newest["created_at"]
    assert digests[three] == {"unread": 0, "last_comment_at": None, "people": []}


def test_a_requester_hears_nothing_of_internal_comments(tickets):
    post(ALICE, tickets[0])
    post(ALICE, tickets[1], visibility="requester")

    digests = asked(ANA, tickets[0], tickets[1])

    assert (digests[tickets[0]]["unread"], digests[tickets[0]]["last_comment_at"]) == (0, None)
    assert digests[tickets[1]]["unread"] == 1


def test_tickets_out_of_sight_are_left_out(tickets):
    post(ALICE, tickets[0])

    assert asked(CAROL, *tickets) == {}


def test_many_tickets_cost_what_few_do(workflow, number, django_assert_max_num_queries):
    names = [workflow.admit(f"{number}/{index}", ALICE, BOB) for index in range(30)]
    for name in names:
        post(BOB, name)

    for some in (names[:2], names):
        # The third counts what was asked of workflow_api, now and then.
        with django_assert_max_num_queries(3):
            assert len(asked(ALICE, *some)) == len(some)


@pytest.mark.parametrize("query", ["", "?ticket_id=", "?ticket_id=x&colour=red"])
def test_a_bad_question_is_refused(workflow, query):
    assert make_client(ALICE).get(f"/api/digests/{query}").status_code == 400


def test_more_than_a_hundred_at_once_are_refused(workflow):
    many = {"ticket_id": [f"HD-{index}" for index in range(101)]}

    assert make_client(ALICE).get("/api/digests/", many).status_code == 400
