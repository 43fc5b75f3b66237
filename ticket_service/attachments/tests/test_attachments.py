"""Who adds, sees and deletes the files of a ticket."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shared.contracts.realtime import PushEvent
from shared.testing import make_client, service_client
from shared.testing.files import PDF, PNG, TEXT, hand_in_file, stored
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, BEN, BOB
from ticket_service.tickets.tests.factories import hand_in

pytestmark = pytest.mark.django_db
PATH = "/tickets/HDTS-1/attachments/"
LINKS = [{"filename": "a.png", "url": "https://hdts.example.com/a.png"}]


@pytest.fixture(autouse=True)
def ticket(workflow):
    """Ana has asked for it, Alice and Bob work on it."""
    workflow.admit("HDTS-1", ALICE, BOB)
    workflow.admit("HDTS-1", AUDITOR, may_comment=False)
    return hand_in(requester_email=ANA.email, attachments=LINKS)


def add(caller=ANA, content=PNG, name="shot.png", **fields):
    return hand_in_file(make_client(caller), PATH, content, name, **fields)


def seen(caller):
    return make_client(caller).get(PATH)


def names(caller):
    return [file["filename"] for file in seen(caller).json()["files"]]


def file_path(answer):
    return f"{PATH}{answer.json()['id']}/"


def test_a_file_comes_back_as_it_was_sent():
    added = add(content=PDF, name="offer.pdf")

    got = make_client(ALICE).get(file_path(added))

    assert added.status_code == 201
    assert added.json()["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert added.json()["uploaded_by"] == {"id": ANA.id, "name": ANA.full_name}
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"] == 'inline; filename="offer.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]


def test_what_a_browser_should_not_show_is_for_saving():
    got = make_client(ANA).get(file_path(add(content=TEXT, name="Grüße.txt")))

    assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''Gr")
    assert got["Content-Type"] == "text/plain"


def test_links_of_the_sender_stand_beside_the_files():
    add()

    body = seen(ANA).json()

    assert (names(ANA), body["links"]) == (["shot.png"], LINKS)
    assert (body["may_add"], body["may_add_internal"]) == (True, False)


def test_files_of_colleagues_are_internal_unless_they_say_otherwise():
    internal = add(ALICE, name="internal.png")
    add(ALICE, name="answer.png", visibility="requester")
    add(ANA, name="question.png")

    assert names(BOB) == names(ADMIN) == ["internal.png", "answer.png", "question.png"]
    assert names(ANA) == ["answer.png", "question.png"]
    assert make_client(ANA).get(file_path(internal)).status_code == 404
    assert make_client(ANA).delete(file_path(internal)).status_code == 404


def test_a_requester_adds_nothing_internal():
    answer = add(ANA, visibility="internal")

    assert [fault["field"] for fault in answer.json()["details"]] == ["visibility"]
    assert add(ANA, visibility="requester").status_code == 201


def test_a_requester_adds_files_before_workflow_api_knows_the_ticket(workflow):
    workflow.down = True

    assert add(ANA).status_code == 201


def test_for_others_there_is_no_such_ticket(store):
    added = add()

    for path in (PATH, file_path(added)):
        assert make_client(BEN).get(path).status_code == 404
    assert add(BEN).status_code == 404
    assert make_client(BEN).delete(file_path(added)).status_code == 404
    assert make_client().get(PATH).status_code == 401
    assert len(stored(store)) == 1


def test_who_only_reads_adds_nothing(store):
    assert add(AUDITOR).status_code == 403
    assert names(AUDITOR) == []
    assert stored(store) == []


def test_a_service_reads_and_a_sender_sees_what_its_requester_sees():
    add(ALICE)

    reader = service_client("reporting", "tickets.read")
    assert len(reader.get(PATH).json()["files"]) == 1
    assert reader.get(PATH).json()["may_add"] is False
    hdts = service_client("hdts", "tickets.read.hdts")
    assert hdts.get(PATH).json()["files"] == []
    assert hand_in_file(reader, PATH, PNG).status_code == 403


def test_a_deleted_file_leaves_a_stub(store, django_capture_on_commit_callbacks):
    path = file_path(add(ANA))
    assert make_client(ALICE).delete(path).status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        assert make_client(ANA).delete(path).status_code == 204
        assert make_client(ANA).delete(path).status_code == 204

    [stub] = seen(ALICE).json()["files"]
    assert (stub["state"], stub["filename"]) == ("deleted", "shot.png")
    assert make_client(ALICE).get(path).status_code == 404
    assert stored(store) == []


def test_an_admin_deletes_any_file():
    added = add(ANA)

    assert make_client(ADMIN).delete(file_path(added)).status_code == 204


def test_a_file_sent_again_under_its_key_is_one(store):
    first, again = add(key="k-1"), add(key="k-1")
    other = add(key="k-1", content=PDF)

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 422
    assert len(stored(store)) == 1


def test_open_pages_of_the_ticket_hear_of_it():
    add()

    assert [event.stream for event in outbox_messages(PushEvent)] == ["ticket:HDTS-1"]


def test_the_list_takes_the_same_queries_however_long(django_assert_num_queries):
    for n in range(9):
        add(ANA, name=f"{n}.png")

    with django_assert_num_queries(2):
        assert len(names(ANA)) == 9


def test_a_number_may_hold_a_slash():
    hand_in(ticket_id="IT/2026 7", requester_email=ANA.email)
    path = "/tickets/IT%2F2026%207/attachments/"

    added = hand_in_file(make_client(ANA), path, PNG)

    assert make_client(ANA).get(f"{path}{added.json()['id']}/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "named"), [({"visibility": "public"}, "visibility"), ({"colour": "red"}, "colour")]
)
def test_a_field_at_fault_is_named_and_nothing_kept(fields, named, store):
    answer = add(ALICE, **fields)

    assert [fault["field"] for fault in answer.json()["details"]] == [named]
    assert stored(store) == []


def test_without_a_file_the_field_is_named():
    answer = make_client(ANA).post(PATH, {"visibility": "requester"}, format="multipart")

    assert [fault["field"] for fault in answer.json()["details"]] == ["file"]
    assert make_client(ANA).post(PATH, {"file": "x"}).status_code == 415


@pytest.mark.parametrize("second", ["file", "extra"])
def test_one_file_comes_with_each_request(second, store):
    parts = [SimpleUploadedFile(f"{n}.png", PNG, "image/png") for n in range(2)]
    body = {"file": parts} if second == "file" else {"file": parts[0], second: parts[1]}

    answer = make_client(ANA).post(PATH, body, format="multipart")

    assert [fault["field"] for fault in answer.json()["details"]] == [second]
    assert stored(store) == []
