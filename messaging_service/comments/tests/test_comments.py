"""Writing, reading, changing and deleting comments."""

import pytest

from messaging_service.comments.models import CommentVersion
from messaging_service.comments.tests.talking import listed, post, texts
from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, ANA, BOB, CAROL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    """Alice and Bob work on it; Ana has asked for it."""
    workflow.admit(number, ALICE, BOB, ADMIN, participants=[ALICE.id, BOB.id])
    return workflow.admit_requester(number, ANA, participants=[ALICE.id, BOB.id])


def test_a_comment_is_listed_with_its_author(ticket):
    response = post(ALICE, ticket)

    assert response.status_code == 201
    assert response.json()["seq"] == 1
    [comment] = listed(BOB, ticket).json()["results"]
    assert comment == {**response.json(), "my_rating": "none"}
    assert (comment["username"], comment["visibility"]) == ("alice", "internal")
    assert comment["ratings"] == {"thumbs_up": 0, "thumbs_down": 0}


def test_content_is_another_word_for_text(ticket):
    body = {"ticket_id": ticket, "content": "Works again"}
    assert make_client(ALICE).post("/api/comments/", body).json()["text"] == "Works again"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": ""}, "text"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"text": "nul\x00"}, "body"),
        ({"content": "both"}, "text"),
        ({"visibility": "public"}, "visibility"),
        ({"parent_id": 999_999}, "parent_id"),
        ({"mentions": ["bob"]}, "mentions.0"),
        ({"mentions": list(range(1, 52))}, "mentions"),
        ({"colour": "red"}, "colour"),
        ({"ticket_id": "x" * 65}, "ticket_id"),
    ],
)
def test_a_bad_comment_is_refused_by_field(ticket, fields, named):
    response = post(ALICE, ticket, **fields)

    assert response.status_code == 400
    assert named in {detail["field"] for detail in response.json()["details"]} | {"body"}
    assert texts(listed(ALICE, ticket)) == []


def test_a_foreign_ticket_does_not_exist(ticket):
    comment = post(ALICE, ticket).json()["id"]

    assert listed(CAROL, ticket).status_code == 404
    assert post(CAROL, ticket).status_code == 404
    client = make_client(CAROL)
    for path in (f"/api/comments/{comment}/", f"/api/comments/{comment}/replies/"):
        assert client.get(path).status_code == 404
    assert client.patch(f"/api/comments/{comment}/", {"text": "mine"}).status_code == 404
    assert client.delete(f"/api/comments/{comment}/").status_code == 404
    rating = client.post(f"/api/comments/{comment}/ratings/", {"rating": "up"})
    assert rating.status_code == 404
    assert client.get(f"/api/read-markers/{ticket}/").status_code == 404


def test_who_may_not_comment_is_told_so(workflow, number):
    workflow.admit(number, CAROL, may_comment=False)
    assert post(CAROL, number).status_code == 403


def test_a_stranger_and_a_service_are_refused(ticket):
    assert make_client().get("/api/comments/", {"ticket_id": ticket}).status_code == 401


def test_requesters_see_and_write_only_what_is_meant_for_them(ticket):
    post(ALICE, ticket, "The user broke it again")
    post(ALICE, ticket, "We are on it", visibility="requester")
    written = post(ANA, ticket, "Thank you")

    assert written.json()["visibility"] == "requester"
    page = listed(ANA, ticket).json()
    assert [(c["seq"], c["text"]) for c in page["results"]] == [
        (1, "We are on it"),
        (2, "Thank you"),
    ]
    assert page["seq"] == page["count"] == 2
    assert len(texts(listed(ALICE, ticket))) == 3
    assert post(ANA, ticket, visibility="internal").status_code == 400


def test_an_internal_comment_does_not_exist_for_a_requester(ticket):
    thread = post(ALICE, ticket, "We are on it", visibility="requester").json()["id"]
    reply = make_client(BOB).post(f"/api/comments/{thread}/replies/", {"text": "Are we?"}).json()

    path = f"/api/comments/{reply['id']}/"
    assert make_client(ANA).get(path).status_code == 404
    assert make_client(ANA).post(f"{path}ratings/", {"rating": "up"}).status_code == 404
    assert listed(ANA, ticket).json()["results"][0]["replies"] == []
    assert post(ANA, ticket, "Hm", parent_id=reply["id"]).status_code == 400


def test_a_reply_to_an_internal_comment_cannot_be_shown_to_the_requester(ticket):
    thread = post(ALICE, ticket).json()["id"]

    response = post(BOB, ticket, parent_id=thread, visibility="requester")

    assert response.json()["details"][0]["field"] == "visibility"


def test_replies_of_replies_stay_in_one_thread(ticket):
    thread = post(ALICE, ticket).json()["id"]
    first = post(BOB, ticket, "Which one?", parent_id=thread).json()["id"]
    make_client(ALICE).post(f"/api/comments/{first}/replies/", {"text": "The old one"})

    [comment] = listed(BOB, ticket).json()["results"]
    assert [reply["text"] for reply in comment["replies"]] == ["Which one?", "The old one"]
    replies = make_client(BOB).get(f"/api/comments/{thread}/replies/").json()
    assert [reply["parent_id"] for reply in replies] == [thread, thread]


def test_pages_go_back_in_time(ticket):
    for index in range(25):
        post(ALICE, ticket, str(index))

    seen: list[str] = []
    url = f"/api/comments/?ticket_id={ticket}"
    while url:
        page = make_client(BOB).get(url).json()
        seen = texts_of(page) + seen
        url = page["next"]

    assert page["count"] == 25
    assert seen == [str(index) for index in range(25)]


def texts_of(page):
    return [comment["text"] for comment in page["results"]]


def test_an_unknown_query_parameter_is_named(ticket):
    response = listed(ALICE, ticket, colour="red")
    assert response.json()["details"][0]["field"] == "colour"


def test_a_list_takes_the_same_queries_however_long(ticket, django_assert_max_num_queries):
    for _ in range(8):
        thread = post(ALICE, ticket).json()["id"]
        post(BOB, ticket, parent_id=thread)
        make_client(BOB).post(f"/api/comments/{thread}/ratings/", {"rating": "up"})

    with django_assert_max_num_queries(6):
        assert len(listed(BOB, ticket).json()["results"]) == 8


def test_an_edit_keeps_the_former_text(ticket):
    comment = post(ALICE, ticket, "teh switch").json()["id"]

    response = make_client(ALICE).patch(f"/api/comments/{comment}/", {"text": "the switch"})

    assert response.json()["text"] == "the switch"
    assert response.json()["edited_at"]
    assert CommentVersion.objects.get().text == "teh switch"


def test_nobody_edits_what_another_wrote(ticket):
    comment = post(ALICE, ticket).json()["id"]
    for caller in (BOB, ADMIN):
        response = make_client(caller).patch(f"/api/comments/{comment}/", {"text": "mine"})
        assert response.status_code == 403


def test_a_deleted_comment_leaves_a_stub(ticket):
    thread = post(ALICE, ticket, "Secret").json()["id"]
    post(BOB, ticket, "Oops", parent_id=thread)

    assert make_client(BOB).delete(f"/api/comments/{thread}/").status_code == 403
    assert make_client(ALICE).delete(f"/api/comments/{thread}/").status_code == 204
    assert make_client(ALICE).delete(f"/api/comments/{thread}/").status_code == 204

    [stub] = listed(BOB, ticket).json()["results"]
    assert stub["text"] == ""
    assert stub["deleted_at"]
    assert len(stub["replies"]) == 1
    edit = make_client(ALICE).patch(f"/api/comments/{thread}/", {"text": "again"})
    assert edit.status_code == 409


def test_an_admin_may_delete_any_comment(ticket):
    comment = post(ALICE, ticket).json()["id"]
    assert make_client(ADMIN).delete(f"/api/comments/{comment}/").status_code == 204


def test_a_person_has_one_rating(ticket):
    comment = post(ALICE, ticket).json()["id"]

    def rate(caller, rating):
        path = f"/api/comments/{comment}/ratings/"
        return make_client(caller).post(path, {"rating": rating}).json()

    rate(BOB, "up")
    rate(ALICE, "up")
    assert rate(BOB, "down")["ratings"] == {"thumbs_up": 1, "thumbs_down": 1}
    assert rate(BOB, "down")["my_rating"] == "down"
    assert rate(BOB, "none")["ratings"] == {"thumbs_up": 1, "thumbs_down": 0}
    assert rate(BOB, "great")["details"][0]["field"] == "rating"


def test_a_comment_sent_twice_under_one_client_id_is_one(ticket):
    first = post(ALICE, ticket, client_id="c-1")
    again = post(ALICE, ticket, client_id="c-1")
    other = post(ALICE, ticket, "Something else", client_id="c-1")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert other.json()["details"][0]["field"] == "client_id"
    assert post(BOB, ticket, client_id="c-1").status_code == 201
    assert len(outbox_messages(CreateNotification)) == 2


def test_a_ticket_number_may_hold_a_slash(workflow):
    workflow.admit("HD/2026 7", ALICE)

    assert post(ALICE, "HD/2026 7").status_code == 201
    marker = make_client(ALICE).get("/api/read-markers/HD%2F2026%207/")
    assert marker.json()["ticket_id"] == "HD/2026 7"


def test_a_comment_sent_again_under_its_key_is_one(ticket):
    client, headers = make_client(ALICE), {"Idempotency-Key": "c-1"}
    body = {"ticket_id": ticket, "text": "Once"}

    first, again = (client.post("/api/comments/", body, headers=headers) for _ in range(2))
    other = client.post("/api/comments/", {**body, "text": "Twice"}, headers=headers)

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 422
    assert texts(listed(ALICE, ticket)) == ["Once"]


def test_a_comment_that_changed_is_not_overwritten(ticket):
    client, made = make_client(ALICE), post(ALICE, ticket)
    path, seen = f"/api/comments/{made.json()['id']}/", {"If-Match": made["ETag"]}

    first = client.patch(path, {"text": "First"}, headers=seen)
    late = client.patch(path, {"text": "Late"}, headers=seen)

    assert (first.status_code, late.status_code) == (200, 412)
    assert late["ETag"] == first["ETag"] == client.get(path)["ETag"]
    assert client.delete(path, headers=seen).status_code == 412
    assert client.delete(path, headers={"If-Match": late["ETag"]}).status_code == 204
