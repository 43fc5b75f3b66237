"""How a socket behaves: frames, expiry, loss of access, replay."""

import time
import uuid
from functools import partial

import pytest

from messaging_service.comments.models import Comment
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.open_sockets import open_sockets
from messaging_service.realtime.threads import in_database
from messaging_service.tests.communicator import in_event_loop, talk
from shared.contracts.realtime import PushEvent
from shared.testing import make_client
from shared.testing.messages import deliver
from shared.testing.metrics import scraped_value
from shared.testing.people import ALICE, BOB

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


@pytest.fixture
def post(ticket):
    """Comment over REST, from within an event loop."""

    def send(text="Hello", **fields):
        body = {"ticket_id": ticket, "text": text, **fields}
        return make_client(ALICE).post("/api/comments/", body).json()

    return partial(in_database, send)


@in_event_loop
async def test_a_ping_is_answered_with_its_timestamp(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        established = await socket.next()
        await socket.send(type="ping", timestamp=12.5)

        assert established["seq"] == 0
        assert await socket.next() == {"type": "pong", "timestamp": 12.5}


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ("not json", "frame"),
        ("[]", "frame"),
        ("{}", "type"),
        ('{"type": 7}', "type"),
        ('{"type": "shout"}', "type"),
        ('{"type": "resume"}', "after"),
        ('{"type": "resume", "after": -1}', "after"),
        ('{"type": "resume", "after": "soon"}', "after"),
        ('{"type": "new_comment"}', "text"),
        ('{"type": "new_comment", "content": " "}', "text"),
        ('{"type": "new_comment", "content": 7, "colour": "red"}', "colour"),
        ('{"type": "new_comment", "content": "a\\u0000b"}', "content"),
        ('{"type": "typing", "is_typing": "maybe"}', "is_typing"),
        ('{"type": "reauth"}', "ticket"),
    ],
)
def test_a_bad_frame_is_refused_by_field_and_the_socket_stays_open(ticket, frame, field):
    @in_event_loop
    async def converse():
        async with talk(f"comments/{ticket}/", ALICE) as socket:
            await socket.next("connection_established")
            await socket.send_text(frame)
            error = await socket.next()
            assert error["type"] == "error"
            assert field in [detail["field"] for detail in error["details"]]
            await socket.send(type="ping")
            assert await socket.next() == {"type": "pong"}

    converse()


@in_event_loop
async def test_a_refused_comment_is_named_by_its_client_id(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        await socket.send(type="new_comment", content="", client_id="c-1")
        assert (await socket.next("error"))["client_id"] == "c-1"


@in_event_loop
async def test_bytes_are_refused_and_what_is_too_big_closes(ticket, settings):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        await socket.send_bytes(b"{}")
        assert (await socket.next())["details"][0]["field"] == "frame"
        await socket.send_text(" " * (settings.SOCKET_MAX_FRAME_BYTES + 1))
        assert await socket.close_code() == 1009


@in_event_loop
async def test_the_longest_comment_fits_into_a_frame(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        await socket.send_text(
            '{"type":"new_comment","content":"%s"}' % ("\\ud83d\\ude00" * 10_000)
        )
        update = await socket.next("comment_update")
        assert update["comment"]["text"] == "\U0001f600" * 10_000


@in_event_loop
async def test_a_comment_sent_again_is_the_same_comment(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        await socket.send(type="new_comment", content="Once", client_id="c-1")
        first = await socket.next("comment_update")
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        await socket.send(type="new_comment", content="Once", client_id="c-1")
        again = await socket.next("comment_update")

    assert again["client_id"] == first["client_id"] == "c-1"
    assert (again["seq"], again["comment"]) == (first["seq"], first["comment"])
    assert await in_database(Comment.objects.count) == 1


@in_event_loop
async def test_every_kind_of_change_is_an_update(ticket, post):
    def change(comment):
        client = make_client(ALICE)
        client.post(f"/api/comments/{comment}/replies/", {"text": "Reply"})
        client.post(f"/api/comments/{comment}/ratings/", {"rating": "up"})
        client.patch(f"/api/comments/{comment}/", {"text": "Edited"})
        client.delete(f"/api/comments/{comment}/")

    async with talk(f"comments/{ticket}/", BOB) as socket:
        await socket.next("connection_established")
        await in_database(change, (await post())["id"])
        updates = [await socket.next("comment_update") for _ in range(5)]

    actions = [update["action"] for update in updates]
    assert actions == ["create", "reply", "rate", "update", "delete"]
    assert [update["seq"] for update in updates] == [1, 2, 3, 4, 5]


@in_event_loop
async def test_a_deleted_text_is_not_replayed(ticket, post):
    comment = await post("Secret")
    await in_database(make_client(ALICE).delete, f"/api/comments/{comment['id']}/")

    async with talk(f"comments/{ticket}/", BOB) as socket:
        await socket.next("connection_established")
        await socket.send(type="resume", after=0)
        create, _ = [await socket.next("comment_update") for _ in range(2)]

    assert create["action"] == "create"
    assert create["comment"]["text"] == ""


@in_event_loop
async def test_who_was_away_too_long_is_told_to_start_over(ticket, post, settings):
    settings.EVENTS_RETAINED = 50
    for _ in range(100):
        await post()
    assert await in_database(StreamEvent.objects.count) == 50

    async with talk(f"comments/{ticket}/", BOB) as socket:
        await socket.next("connection_established")
        await socket.send(type="resume", after=49)
        assert await socket.next() == {"type": "resync", "seq": 100}
        await socket.send(type="resume", after=50)
        assert [(await socket.next())["seq"] for _ in range(50)] == list(range(51, 101))
        await socket.send(type="resume", after=101)
        assert (await socket.next())["type"] == "resync"


@in_event_loop
async def test_an_expired_token_is_renewed_or_the_socket_ends(ticket, settings):
    settings.SOCKET_REAUTH_GRACE_SECONDS = 1
    expiry = int(time.time()) + 1

    def fresh_ticket(caller):
        return make_client(caller).post("/ws-ticket/").json()["ticket"]

    async with talk(f"comments/{ticket}/", ALICE, exp=expiry) as socket:
        assert (await socket.next("reauth"))["grace_seconds"] == 1
        await socket.send(type="reauth", ticket=await in_database(fresh_ticket, BOB))
        assert (await socket.next())["code"] == "AUTH_FAILED"
        assert await socket.close_code() == 4401
    async with talk(f"comments/{ticket}/", ALICE, exp=expiry) as socket:
        await socket.next("reauth")
        await socket.send(type="reauth", ticket=await in_database(fresh_ticket, ALICE))
        await socket.send(type="ping")
        assert (await socket.next())["type"] == "pong"


@in_event_loop
async def test_who_loses_the_ticket_loses_the_socket(workflow, ticket, settings):
    settings.SOCKET_ACCESS_CHECK_SECONDS = 0.1
    settings.ACCESS_FRESH_SECONDS = 0
    async with talk(f"comments/{ticket}/", BOB) as socket:
        await socket.next("connection_established")
        workflow.expel(ticket, BOB)
        assert await socket.close_code() == 4403


@in_event_loop
async def test_who_may_see_less_than_before_has_to_connect_again(workflow, ticket, settings):
    settings.SOCKET_ACCESS_CHECK_SECONDS = 0.1
    settings.ACCESS_FRESH_SECONDS = 0
    async with talk(f"comments/{ticket}/", BOB) as socket:
        await socket.next("connection_established")
        workflow.admit_requester(ticket, BOB)
        assert await socket.close_code() == 1012


@pytest.mark.parametrize(
    ("path", "stream", "kind"),
    [("tickets/{}/", "ticket:{}", "ticket_update"), ("notifications/", "user:11", "notification")],
)
def test_a_pushed_event_reaches_its_readers_once(ticket, path, stream, kind):
    event = PushEvent(
        event_id=str(uuid.uuid4()), stream=stream.format(ticket), type=kind, data={"a": 1}
    )

    def push():
        for message_id in (uuid.uuid4(), uuid.uuid4()):
            deliver(event, message_id=message_id)

    @in_event_loop
    async def converse():
        async with talk(path.format(ticket), ALICE) as socket:
            await socket.next("connection_established")
            await in_database(push)
            frame = await socket.next(kind)
            assert (frame["seq"], frame["data"]) == (1, {"a": 1})
            await socket.send(type="resume", after=0)
            assert (await socket.next(kind))["seq"] == 1
            await socket.send(type="ping")
            assert (await socket.next())["type"] == "pong"

    converse()
    assert StreamEvent.objects.count() == 1


@in_event_loop
async def test_a_closed_socket_is_not_counted_any_more(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        assert len(open_sockets) == 1
    assert len(open_sockets) == 0


@in_event_loop
async def test_the_monitoring_sees_how_many_sockets_are_open(ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        assert await in_database(scraped_value, "tts_open_sockets") == 1
