"""Files of comments: who adds, sees and deletes them, and who hears of it."""

import pytest

from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.streams import comment_stream, requester_stream
from shared.contracts.workflow import NoteFileAct
from shared.testing import make_client
from shared.testing.files import EICAR, HTML, PDF, PNG, TEXT, hand_in_file, stored
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, ANA, BOB, CAROL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    """Alice and Bob work on it; Ana has asked for it."""
    workflow.admit(number, ALICE, BOB, ADMIN)
    return workflow.admit_requester(number, ANA)


def comment(caller, ticket, text="As in the picture", **fields):
    body = {"ticket_id": ticket, "text": text, **fields}
    return make_client(caller).post("/api/comments/", body).json()["id"]


def path(comment_id):
    return f"/api/comments/{comment_id}/attachments/"


def add(caller, comment_id, content=PNG, name="shot.png", **fields):
    return hand_in_file(make_client(caller), path(comment_id), content, name, **fields)


def shown(caller, comment_id):
    return make_client(caller).get(f"/api/comments/{comment_id}/").json()["attachments"]


def events(stream):
    rows = StreamEvent.objects.filter(stream=stream).order_by("seq")
    return [(row.seq, row.payload["action"]) for row in rows]


def test_a_file_belongs_to_its_comment_and_comes_back_as_it_was_sent(ticket):
    one = comment(ALICE, ticket)

    added = add(ALICE, one, PDF, "offer.pdf")

    assert added.status_code == 201
    assert shown(BOB, one) == make_client(BOB).get(path(one)).json() == [added.json()]
    got = make_client(BOB).get(f"{path(one)}{added.json()['id']}/")
    assert (got.getvalue(), got["Content-Type"]) == (PDF, "application/pdf")
    part = make_client(BOB).get(f"{path(one)}{added.json()['id']}/", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.getvalue()) == (206, PDF[:4])


def test_each_file_is_the_next_event_of_the_conversation(ticket):
    one = comment(ALICE, ticket)
    two = comment(ALICE, ticket, "For you", visibility="requester")

    add(ALICE, one)
    add(ALICE, two)

    everybody = ["create", "create", "attach_document", "attach_document"]
    assert events(comment_stream(ticket)) == list(enumerate(everybody, 1))
    assert events(requester_stream(ticket)) == [(1, "create"), (2, "attach_document")]


def test_who_may_not_see_a_comment_sees_none_of_its_files(ticket):
    internal = comment(ALICE, ticket)
    file = f"{path(internal)}{add(ALICE, internal).json()['id']}/"

    for caller in (ANA, CAROL):
        client = make_client(caller)
        assert client.get(path(internal)).status_code == 404
        assert client.get(file).status_code == 404
        assert client.delete(file).status_code == 404
        assert add(caller, internal).status_code == 404
    assert make_client().get(file).status_code == 401


def test_a_requester_sees_the_files_of_what_is_meant_for_them(ticket):
    answer = comment(ALICE, ticket, visibility="requester")
    add(ALICE, answer, name="how.png")
    add(ALICE, comment(ALICE, ticket), name="internal.png")
    add(ANA, comment(ANA, ticket), name="mine.png")

    def of_ticket(caller):
        files = make_client(caller).get("/api/attachments/", {"ticket_id": ticket}).json()
        return [file["filename"] for file in files]

    assert of_ticket(ANA) == ["how.png", "mine.png"]
    assert of_ticket(BOB) == ["how.png", "internal.png", "mine.png"]
    foreign = make_client(CAROL).get("/api/attachments/", {"ticket_id": ticket})
    assert foreign.status_code == 404


def test_only_its_author_adds_to_a_comment(ticket, settings):
    one = comment(ALICE, ticket)

    assert add(BOB, one).status_code == 403
    assert add(ADMIN, one).status_code == 403
    assert stored(settings.FILES_DIR) == []


def test_with_a_comment_go_its_files(ticket, settings, django_capture_on_commit_callbacks):
    one = comment(ALICE, ticket)
    file = f"{path(one)}{add(ALICE, one).json()['id']}/"

    with django_capture_on_commit_callbacks(execute=True):
        assert make_client(ALICE).delete(f"/api/comments/{one}/").status_code == 204

    assert make_client(BOB).get(file).status_code == 404
    assert [stub["state"] for stub in shown(BOB, one)] == ["deleted"]
    assert add(ALICE, one).status_code == 409
    assert stored(settings.FILES_DIR) == []


def test_a_deleted_file_leaves_a_stub_and_is_told(ticket):
    one = comment(ALICE, ticket)
    file = f"{path(one)}{add(ALICE, one).json()['id']}/"

    assert make_client(BOB).delete(file).status_code == 403
    assert make_client(ALICE).delete(file).status_code == 204
    assert make_client(ADMIN).delete(file).status_code == 204

    assert [stub["state"] for stub in shown(BOB, one)] == ["deleted"]
    assert [action for _, action in events(comment_stream(ticket))][2:] == ["update"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(HTML, 400), (b"", 400), (TEXT * 500, 413)],
    ids=["html", "empty", "big"],
)
def test_a_bad_file_is_refused_by_name(ticket, settings, content, status):
    settings.FILE_MAX_BYTES = 10_000
    one = comment(ALICE, ticket)

    answer = add(ALICE, one, content, "holiday.png")

    [fault] = answer.json()["details"]
    assert (answer.status_code, fault["field"]) == (status, "file")
    assert "holiday.png" in fault["message"]
    assert stored(settings.FILES_DIR) == shown(BOB, one) == []


def test_all_comments_of_a_ticket_share_its_room(ticket, settings):
    settings.FILES_PER_TICKET = 1
    add(ALICE, comment(ALICE, ticket))

    answer = add(ALICE, comment(ALICE, ticket))

    assert (answer.status_code, answer.json()["code"]) == (409, "QUOTA_EXCEEDED")


def test_a_file_sent_again_under_its_key_is_one(ticket, settings):
    one = comment(ALICE, ticket)

    first, again = (add(ALICE, one, key="k-1") for _ in range(2))

    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert len(shown(BOB, one)) == len(stored(settings.FILES_DIR)) == 1


def test_what_a_scanner_refuses_waits_for_an_admin(ticket, settings):
    settings.FILE_SCANNER = "shared.testing.files.suspicious"
    one = comment(ALICE, ticket)
    file = f"{path(one)}{add(ALICE, one, EICAR, 'a.txt').json()['id']}/"

    assert make_client(BOB).get(file).json()["code"] == "QUARANTINED"
    assert make_client(BOB).post(f"{file}release/").status_code == 403
    [waiting] = make_client(ADMIN).get("/api/attachments/quarantined/").json()["results"]
    assert (waiting["ticket_number"], waiting["comment_id"]) == (ticket, one)
    assert make_client(ADMIN).post(f"{file}release/").json()["state"] == "available"
    assert make_client(BOB).get(file).getvalue() == EICAR
    acts = [(each.act, each.ticket_number) for each in outbox_messages(NoteFileAct)]
    assert acts == [("quarantined", ticket), ("released", ticket)]


def test_files_cost_a_page_of_comments_one_statement(ticket, django_assert_num_queries):
    def read():
        return make_client(BOB).get("/api/comments/", {"ticket_id": ticket}).json()

    for _ in range(4):
        one = comment(ALICE, ticket)
        add(ALICE, one)
        add(ALICE, one)

    read()
    with django_assert_num_queries(6):
        assert [len(each["attachments"]) for each in read()["results"]] == [2] * 4
