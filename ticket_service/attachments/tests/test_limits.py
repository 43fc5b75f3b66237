"""How much may be sent, and what stays when something goes wrong."""

import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shared.contracts.notifications import CreateNotification
from shared.contracts.workflow import NoteFileAct
from shared.files import store as files
from shared.files.sweeping import AGE, sweep
from shared.testing import make_client
from shared.testing.files import EICAR, PNG, TEXT, hand_in_file, stored
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ANA
from ticket_service.attachments.models import Attachment
from ticket_service.attachments.selectors import keys_in_use
from ticket_service.tickets.tests.factories import hand_in

pytestmark = pytest.mark.django_db
PATH = "/tickets/HDTS-1/attachments/"


@pytest.fixture(autouse=True)
def ticket(db):
    return hand_in(requester_email=ANA.email)


def add(content=PNG, name="shot.png", caller=ANA, **fields):
    return hand_in_file(make_client(caller), PATH, content, name, **fields)


def listed(caller=ANA):
    return make_client(caller).get(PATH).json()["files"]


def test_a_file_that_turns_out_too_large_is_dropped_while_it_comes(settings, store):
    settings.FILE_MAX_BYTES = 200_000

    answer = add(TEXT * 10_000, "long.log")

    assert (answer.status_code, answer.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")
    [fault] = answer.json()["details"]
    assert fault["field"] == "file"
    assert "long.log" in fault["message"]
    assert stored(store) == listed() == []


@pytest.fixture
def full_disk():
    """No file may grow beyond 100 kB: writing fails as on a disk without room."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, allowed[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


def test_a_file_for_which_the_disk_has_no_room_is_refused_for_now_and_leaves_nothing(
    full_disk, store
):
    answer = add(TEXT * 10_000, "long.log")

    assert (answer.status_code, answer.json()["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert answer["Retry-After"]
    [fault] = answer.json()["details"]
    assert (fault["field"], "long.log" in fault["message"]) == ("file", True)
    assert stored(store) == listed() == []
    assert add(TEXT, "short.log").status_code == 201


def test_a_body_that_says_to_be_too_large_is_not_read(settings):
    settings.UPLOAD_BODY_BYTES = 1000

    answer = add(TEXT * 100, "long.log")

    assert (answer.status_code, answer.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")


def test_other_requests_may_not_be_as_large_as_uploads(settings):
    settings.MAX_BODY_BYTES = 10

    assert make_client(ANA).post("/send/", {"title": "x" * 100}).status_code == 413
    assert add().status_code == 201


def test_a_ticket_has_room_for_so_many_bytes(settings, store):
    settings.FILE_QUOTA_BYTES = 2 * len(PNG)
    statuses = [add().status_code for _ in range(3)]
    refused = add(name="fourth.png")

    assert statuses == [201, 201, 409]
    assert refused.json()["code"] == "QUOTA_EXCEEDED"
    assert "fourth.png" in refused.json()["details"][0]["message"]
    assert len(stored(store)) == 2


def test_what_was_deleted_makes_room(settings):
    settings.FILES_PER_TICKET = 1
    path = f"{PATH}{add().json()['id']}/"
    assert add().status_code == 409

    make_client(ANA).delete(path)

    assert add().status_code == 201


@pytest.mark.django_db(transaction=True)
def test_files_sent_at_once_do_not_exceed_the_room(settings, store):
    settings.FILES_PER_TICKET = 3
    barrier = Barrier(8)

    def send(number):
        barrier.wait(timeout=10)
        try:
            return add(name=f"{number}.png").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        statuses = sorted(threads.map(send, range(8)))

    assert statuses == [201] * 3 + [409] * 5
    assert len(listed()) == len(stored(store)) == 3


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, TEXT[:4]),
        ("bytes=4-", 206, TEXT[4:]),
        ("bytes=-5", 206, TEXT[-5:]),
        ("bytes=0-99999", 206, TEXT),
        ("bytes=-99999", 206, TEXT),
        ("bytes=99999-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=5-2", 200, TEXT),
        ("bytes=0-1,3-4", 200, TEXT),
        ("lines=1-2", 200, TEXT),
        ("", 200, TEXT),
    ],
)
def test_a_part_can_be_asked_for(asked, status, part):
    path = f"{PATH}{add(TEXT, 'a.txt').json()['id']}/"

    answer = make_client(ANA).get(path, headers={"Range": asked})

    assert (answer.status_code, answer.getvalue()) == (status, part)
    if status == 206:
        at = TEXT.index(part)
        last = at + len(part) - 1
        assert answer["Content-Range"] == f"bytes {at}-{last}/{len(TEXT)}"
        assert answer["Content-Length"] == str(len(part))
    if status == 416:
        assert answer["Content-Range"] == f"bytes */{len(TEXT)}"


def test_what_a_browser_has_already_is_not_sent_again():
    path = f"{PATH}{add(TEXT, 'a.txt').json()['id']}/"
    tag = make_client(ANA).get(path)["ETag"]

    again = make_client(ANA).get(path, headers={"If-None-Match": tag})
    stale = make_client(ANA).get(path, headers={"Range": "bytes=0-3", "If-Range": '"other"'})

    assert (again.status_code, stale.status_code) == (304, 200)


@pytest.mark.parametrize("scanner", ["suspicious", "unreachable"])
def test_what_a_scanner_refuses_is_kept_and_shown_and_not_handed_out(settings, scanner):
    settings.FILE_SCANNER = f"shared.testing.files.{scanner}"
    added = add(EICAR, "letter.txt")
    path = f"{PATH}{added.json()['id']}/"

    for caller in (ANA, ADMIN):
        answer = make_client(caller).get(path)
        assert (answer.status_code, answer.json()["code"]) == (409, "QUARANTINED")
    [shown] = listed()
    assert (shown["state"], shown["inline"]) == ("quarantined", False)
    assert shown["suspicion"] == added.json()["suspicion"] != ""
    assert make_client(ANA).post(f"{path}release/").status_code == 403

    released = make_client(ADMIN).post(f"{path}release/")

    assert (released.status_code, released.json()["state"]) == (200, "available")
    assert make_client(ANA).get(path).getvalue() == EICAR
    row = Attachment.objects.get()
    assert (row.released_by_id, row.suspicion) == (ADMIN.id, shown["suspicion"])


def test_quarantine_release_and_deletion_go_to_the_sealed_audit_and_the_admins_hear_of_it(settings):
    settings.FILE_SCANNER = "shared.testing.files.suspicious"
    first, second = (add(EICAR, name).json()["id"] for name in ("one.txt", "two.txt"))

    make_client(ADMIN).post(f"{PATH}{first}/release/")
    make_client(ADMIN).delete(f"{PATH}{second}/")

    acts = [(each.act, each.file_id, each.by_id) for each in outbox_messages(NoteFileAct)]
    assert acts == [
        ("quarantined", first, ANA.id),
        ("quarantined", second, ANA.id),
        ("released", first, ADMIN.id),
        ("deleted", second, ADMIN.id),
    ]
    notices = outbox_messages(CreateNotification)
    assert notices[0].recipients == {"roles": [{"system": "TTS", "role": "Admin"}]}
    assert len({each.deduplication_id for each in notices}) == 1


def test_admins_and_auditors_see_what_waits_in_quarantine(settings, django_assert_num_queries):
    settings.FILE_SCANNER = "shared.testing.files.suspicious"
    held = [add(EICAR, f"{n}.txt").json()["id"] for n in range(3)]
    add(PNG)

    with django_assert_num_queries(1):
        shown = make_client(ADMIN).get("/attachments/quarantined/").json()

    assert [each["id"] for each in shown["results"]] == held[::-1]
    assert {each["ticket_number"] for each in shown["results"]} == {"HDTS-1"}
    assert make_client(ANA).get("/attachments/quarantined/").status_code == 403


def test_what_a_scanner_lets_pass_is_there_at_once(settings):
    settings.FILE_SCANNER = "shared.testing.files.suspicious"

    assert add().json()["state"] == "available"


def test_a_file_in_quarantine_may_be_deleted_and_then_stays_so(settings):
    settings.FILE_SCANNER = "shared.testing.files.suspicious"
    path = f"{PATH}{add(EICAR, 'letter.txt').json()['id']}/"

    assert make_client(ADMIN).delete(path).status_code == 204
    assert make_client(ADMIN).post(f"{path}release/").status_code == 409


def grow_old(path):
    past = time.time() - AGE.total_seconds() - 60
    os.utime(path, (past, past))


def test_files_that_no_row_speaks_of_are_swept_when_nobody_writes_them_any_more(store):
    add()
    [kept] = stored(store)
    orphan, fresh = files.place_of("a" * 32), files.place_of("b" * 32)
    for path in (orphan, fresh):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for path in (kept, orphan):
        grow_old(path)

    swept = sum(sweep(shelf, keys_in_use) for shelf in range(files.SHELVES))

    assert swept == 1
    assert sorted(stored(store)) == sorted([kept, fresh])


def test_the_file_of_a_stub_is_swept_if_it_was_left_behind(store):
    path = f"{PATH}{add().json()['id']}/"
    # The commit's last act, which deletes the file, does not happen within a test's transaction.
    make_client(ANA).delete(path)
    [left] = stored(store)
    grow_old(left)

    sweep(int(left.parent.name, 16), keys_in_use)

    assert stored(store) == []


def test_a_row_whose_file_is_gone_says_so(store):
    path = f"{PATH}{add().json()['id']}/"
    [file] = stored(store)
    file.unlink()

    answer = make_client(ANA).get(path)

    assert answer.status_code == 404
    assert "shot.png" in answer.json()["error"]
