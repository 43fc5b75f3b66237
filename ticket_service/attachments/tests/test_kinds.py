"""A file is what its content says, under a name that misleads nobody."""

import struct

import pytest

from shared.files.kinds import DIRECTORY_BYTES, ODF, OPEN_XML
from shared.testing import files, make_client
from shared.testing.files import archive, hand_in_file, stored
from shared.testing.people import ANA
from ticket_service.tickets.tests.factories import hand_in

pytestmark = pytest.mark.django_db
PATH = "/tickets/HDTS-1/attachments/"


@pytest.fixture(autouse=True)
def ticket(db):
    return hand_in(requester_email=ANA.email)


def send(content, name):
    return hand_in_file(make_client(ANA), PATH, content, name)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (files.PNG, "image/png", "png"),
        (files.JPEG, "image/jpeg", "jpg"),
        (b"GIF89a" + bytes(40), "image/gif", "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "image/webp", "webp"),
        (files.PDF, "application/pdf", "pdf"),
        (files.TEXT, "text/plain", "txt"),
        ("Straße;7".encode("cp1252"), "text/plain", "txt"),
        (b"BMW wants a parking lot", "text/plain", "txt"),
        (files.OLE, "application/msword", "doc"),
        (files.DOCX, f"{OPEN_XML}wordprocessingml.document", "docx"),
        (files.XLSX, f"{OPEN_XML}spreadsheetml.sheet", "xlsx"),
        (files.ODT, f"{ODF}text", "odt"),
        (archive("notes.txt"), "application/zip", "zip"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 9 else "",
)
def test_the_content_decides_what_a_file_is(content, media_type, ending):
    answer = send(content, f"a.{ending}").json()

    assert (answer["media_type"], answer["filename"]) == (media_type, f"a.{ending}")


@pytest.mark.parametrize(
    "content",
    [
        files.HTML,
        files.SVG,
        files.SVG_WITH_PROLOG,
        files.EXE,
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"PK\x03\x04 no archive at all",
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        files.TEXT + b"\0",
    ],
    ids=["html", "svg", "xml", "exe", "elf", "broken zip", "macros", "nul"],
)
def test_what_is_not_on_the_list_is_refused_by_name_and_not_kept(content, store):
    answer = send(content, "holiday.png")

    assert answer.status_code == 400
    [fault] = answer.json()["details"]
    assert fault["field"] == "file"
    assert "holiday.png" in fault["message"]
    assert stored(store) == []


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("invoice.pdf.exe", files.PDF, "invoice.pdf.exe.pdf"),
        ("page.html", files.TEXT, "page.html.txt"),
        ("../../etc/passwd", files.TEXT, "passwd.txt"),
        ("C:\\Users\\ana\\shot.PNG", files.PNG, "shot.PNG"),
        ("photo\u202egnp.exe", files.PNG, "photognp.exe.png"),
        ("a\tb\x07 \u200b c.png", files.PNG, "ab c.png"),
        ('say "hi"?.png', files.PNG, "say _hi__.png"),
        ("CON.png", files.PNG, "_CON.png"),
        ("Gru\u0308ße 日本.txt", files.TEXT, "Grüße 日本.txt"),
        ("...", files.PNG, "file.png"),
        ("x" * 400 + ".png", files.PNG, "x" * 146 + ".png"),
    ],
)
def test_a_name_misleads_nobody(name, content, shown):
    answer = send(content, name)

    assert answer.status_code == 201, answer.json()
    assert answer.json()["filename"] == shown


def test_a_bomb_is_stored_as_it_came_and_never_unpacked():
    packed = archive("zeros", content=bytes(64 * 1024 * 1024))

    answer = send(packed, "bomb.zip").json()

    assert (answer["media_type"], answer["size"]) == ("application/zip", len(packed))


def test_an_archive_of_countless_names_is_not_read():
    entries = bytes(DIRECTORY_BYTES + 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, len(entries), 4, 0)

    assert send(b"PK\x03\x04" + entries + end, "many.zip").status_code == 400


def test_an_empty_file_is_no_file():
    assert "empty" in send(b"", "nothing.txt").json()["details"][0]["message"]


def test_the_rules_are_told(settings):
    rules = make_client(ANA).get("/attachments/rules/").json()

    assert rules["max_bytes"] == settings.FILE_MAX_BYTES
    assert {"media_type": "image/png", "label": "PNG", "endings": ["png"]} in rules["kinds"]
