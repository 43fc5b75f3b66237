"""Many sockets of one ticket: what they cost the database, and each other."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial

import pytest
from django.db.backends.utils import CursorWrapper

from messaging_service.realtime.open_sockets import open_sockets
from messaging_service.realtime.room import PEOPLE_NAMED
from messaging_service.realtime.threads import in_database
from messaging_service.tests.communicator import in_event_loop, not_reading, talk
from shared.testing import make_client
from shared.testing.people import ALICE, ANA, BOB, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


@pytest.fixture
def post(ticket):
    """Comment over REST, from within an event loop."""

    def send(text="Hello"):
        body = {"ticket_id": ticket, "text": text}
        return make_client(ALICE).post("/api/comments/", body).json()

    return partial(in_database, send)


@pytest.fixture
def statements(monkeypatch):
    """The SQL of all threads."""
    seen = []
    execute = CursorWrapper.execute

    def noting(cursor, sql, params=None):
        seen.append(str(sql))
        return execute(cursor, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", noting)
    return seen


async def crowd(stack, ticket, *people):
    """Their sockets, open and waiting for news."""
    opening = [stack.enter_async_context(talk(f"comments/{ticket}/", one)) for one in people]
    sockets = await asyncio.gather(*opening)
    return await asyncio.gather(*(socket.opened() for socket in sockets))


def reads_of(table, statements):
    return [sql for sql in statements if sql.startswith("SELECT") and f'FROM "{table}"' in sql]


@in_event_loop
async def test_a_comment_is_read_once_for_all_sockets(ticket, post, statements):
    async with AsyncExitStack() as stack:
        sockets = await crowd(stack, ticket, *[ALICE, BOB] * 15)
        del statements[:]
        comment = await post()
        updates = await asyncio.gather(*(socket.next("comment_update") for socket in sockets))

    assert [update["comment"] for update in updates] == [comment] * 30
    assert len(reads_of("realtime_streamevent", statements)) == 1


@in_event_loop
async def test_all_who_come_back_together_read_together(ticket, post, statements):
    for _ in range(3):
        await post()
    async with AsyncExitStack() as stack:
        sockets = await crowd(stack, ticket, *[ALICE, BOB] * 10)
        del statements[:]
        for socket in sockets:
            await socket.send(type="resume", after=0)
        replays = [[(await one.next())["seq"] for _ in range(3)] for one in sockets]

    assert replays == [[1, 2, 3]] * 20
    assert len(reads_of("realtime_streamevent", statements)) < 5


@in_event_loop
async def test_everybody_gets_everything_in_order_while_many_write(ticket, post):
    async with AsyncExitStack() as stack:
        sockets = await crowd(stack, ticket, *[ALICE, BOB] * 5)
        writing = asyncio.gather(*(post(f"Comment {index}") for index in range(60)))
        heard = [[(await one.next())["seq"] for _ in range(60)] for one in sockets]
        await writing

    assert heard == [list(range(1, 61))] * 10


@in_event_loop
async def test_who_does_not_read_holds_nobody_up_and_misses_nothing(ticket, post):
    reading = asyncio.Event()
    async with (
        talk(f"comments/{ticket}/", ALICE, app=not_reading(until=reading)) as stalled,
        talk(f"comments/{ticket}/", BOB) as quick,
    ):
        await asyncio.gather(stalled.opened(), quick.opened())
        for index in range(1, 4):
            await post(f"Comment {index}")
            assert (await quick.next())["seq"] == index
        reading.set()

        assert [(await stalled.next())["seq"] for _ in range(3)] == [1, 2, 3]


@in_event_loop
async def test_a_client_that_hangs_up_while_it_is_sent_something_is_let_go_of(ticket, post):
    async with talk(f"comments/{ticket}/", ALICE, app=not_reading(until=asyncio.Event())) as gone:
        await gone.opened()
        async with talk(f"comments/{ticket}/", BOB) as other:
            await other.opened()
            await post()
            await other.next("comment_update")
        assert len(open_sockets) == 1
    assert len(open_sockets) == 0


@in_event_loop
async def test_each_reader_sees_their_own_rating_in_the_shared_frame(ticket, post):
    client = make_client(ALICE)

    def answer(comment):
        return client.post(f"/api/comments/{comment}/replies/", {"text": "Reply"}).json()

    def rate(comment):
        client.post(f"/api/comments/{comment}/ratings/", {"rating": "up"})

    comment = (await post())["id"]
    reply = (await in_database(answer, comment))["id"]
    async with AsyncExitStack() as stack:
        sockets = await crowd(stack, ticket, ALICE, BOB)
        await in_database(rate, reply)
        await in_database(rate, comment)
        seen = [[(await one.next())["comment"] for _ in range(2)] for one in sockets]

    of_alice, of_bob = seen
    assert [one["my_rating"] for one in of_alice] == ["up", "up"]
    assert [one["my_rating"] for one in of_bob] == ["none", "none"]
    assert [of[1]["replies"][0]["my_rating"] for of in seen] == ["up", "none"]
    assert [of[1]["replies"][0]["ratings"]["thumbs_up"] for of in seen] == [1, 1]


@in_event_loop
async def test_sockets_that_open_together_ask_once_who_may_see_the_ticket(workflow, ticket):
    async with AsyncExitStack() as stack:
        await crowd(stack, ticket, *[ALICE] * 20)
        assert workflow.asked == [(ticket, ALICE.id)]


@in_event_loop
async def test_of_a_crowd_the_number_is_shown_and_some_names(workflow, ticket):
    people = [person(1000 + index, f"agent{index}") for index in range(PEOPLE_NAMED + 5)]
    workflow.admit(ticket, *people)
    async with AsyncExitStack() as stack:
        sockets = await crowd(stack, ticket, *people)
        shown = await sockets[0].next("presence")
        while shown["count"] < len(people):
            shown = await sockets[0].next("presence")

    assert len(shown["users"]) == PEOPLE_NAMED


@in_event_loop
async def test_a_requester_is_shown_to_agents_but_is_not_shown_them(workflow, ticket):
    workflow.admit_requester(ticket, ANA)
    async with AsyncExitStack() as stack:
        agent, requester = await crowd(stack, ticket, ALICE, ANA)
        shown = await agent.next("presence")
        while shown["count"] < 2:
            shown = await agent.next("presence")

        assert [user["username"] for user in shown["users"]] == ["alice", "ana.cruz"]
        assert [u["username"] for u in (await requester.next("presence"))["users"]] == ["ana.cruz"]
