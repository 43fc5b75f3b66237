"""The load generator's own clients against real servers on the loopback address."""

import asyncio

import pytest
from websockets.asyncio.server import serve

from deploy.bench.http import connect, request_bytes
from deploy.bench.sockets import listen

HOST = "127.0.0.1"


def port_of(server):
    return server.sockets[0].getsockname()[1]


async def answer_in_pieces(reader, writer):
    """Two requests on one connection; each answer comes in pieces."""
    for status in (b"201 Created", b"429 Too Many Requests"):
        await reader.readuntil(b"\r\n\r\n")
        for piece in (b"HTTP/1.1 " + status + b"\r\nContent-Le", b"ngth: 5\r\n\r\nhe", b"llo"):
            writer.write(piece)
            await writer.drain()
    writer.close()


def test_answers_on_a_kept_connection_are_told_apart():
    async def ask():
        server = await asyncio.start_server(answer_in_pieces, HOST, 0)
        async with server:
            url = f"http://{HOST}:{port_of(server)}/"
            connection = await connect(url)
            request = request_bytes("POST", url, {"X-Name": "value"})
            return [await connection.request(request) for _ in range(2)]

    first, second = asyncio.run(ask())
    assert (first.status, first.body) == (201, b"hello")
    assert (second.status, second.body) == (429, b"hello")


def test_a_request_on_a_connection_that_was_closed_fails_at_once():
    async def ask():
        server = await asyncio.start_server(answer_in_pieces, HOST, 0)
        async with server:
            url = f"http://{HOST}:{port_of(server)}/"
            connection = await connect(url)
            connection.close()
            await connection.request(request_bytes("GET", url, {}))

    with pytest.raises(ConnectionResetError):
        asyncio.run(ask())


def test_a_listener_keeps_long_and_short_frames_and_answers_pings():
    sent = ["short", "x" * 300, "y" * 70_000]

    async def talk(socket):
        assert await socket.recv() == "hello"
        await (await socket.ping())
        for text in sent:
            await socket.send(text)
        await socket.wait_closed()

    async def follow():
        async with serve(talk, HOST, 0) as server:
            listener = await listen(f"ws://{HOST}:{port_of(server)}/", {})
            listener.send(b"hello")
            async with asyncio.timeout(5):
                while len(listener.frames) < len(sent):
                    await asyncio.sleep(0)
            listener.close()
            return [text.decode() for _, text in listener.frames]

    assert asyncio.run(follow()) == sent


def test_a_refused_socket_says_why():
    async def silent(socket):
        await socket.wait_closed()

    def refuse(connection, request):
        return connection.respond(403, "not yours")

    async def follow():
        async with serve(silent, HOST, 0, process_request=refuse) as server:
            await listen(f"ws://{HOST}:{port_of(server)}/", {})

    with pytest.raises(ConnectionError, match="403"):
        asyncio.run(follow())
