import contextlib
import socket
import threading
import time

import pytest

from deploy.chaos.proxy import Proxies, Toxics
from deploy.instance import LOOPBACK


@pytest.fixture
def echo():
    """A server that answers every connection with what it is sent; its port."""
    server = socket.create_server((LOOPBACK, 0))

    def answer(connection):
        with contextlib.suppress(OSError), connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    def accept():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                threading.Thread(target=answer, args=[connection], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


@pytest.fixture
def proxies():
    proxies = Proxies()
    yield proxies
    proxies.close()


@pytest.fixture
def line(proxies, echo):
    """An open connection through the proxy `line`."""
    with socket.create_connection((LOOPBACK, proxies.open("line", echo)), 5) as connection:
        connection.settimeout(5)
        yield connection


def said(connection, data):
    connection.sendall(data)
    return received(connection, len(data))


def received(connection, size):
    answer = b""
    while len(answer) < size:
        part = connection.recv(size - len(answer))
        if not part:
            break
        answer += part
    return answer


def first_byte_from(port):
    with socket.create_connection((LOOPBACK, port), 5) as connection:
        connection.settimeout(5)
        return connection.recv(1)


def test_a_perfect_line_passes_everything_both_ways(line):
    data = bytes(range(256)) * 4096

    threading.Thread(target=line.sendall, args=[data], daemon=True).start()

    assert received(line, len(data)) == data


def test_the_end_of_one_direction_leaves_the_other_open(line):
    line.sendall(b"last words")
    line.shutdown(socket.SHUT_WR)

    assert received(line, 100) == b"last words"


def test_a_delay_counts_both_ways(proxies, line):
    proxies.become("line", Toxics(delay=0.1))
    started = time.monotonic()

    assert said(line, b"ping") == b"ping"

    assert time.monotonic() - started >= 0.2


def test_a_slow_line_takes_as_long_as_its_rate_says(proxies, line):
    proxies.become("line", Toxics(rate=10_000))
    started = time.monotonic()

    assert said(line, b"x" * 3000) == b"x" * 3000

    assert time.monotonic() - started >= 0.2


def test_a_cut_line_is_silent_and_delivers_when_mended(proxies, line):
    proxies.become("line", Toxics(cut=True))
    line.settimeout(0.2)
    line.sendall(b"hello?")
    with pytest.raises(TimeoutError):
        line.recv(1)
    line.settimeout(5)

    proxies.become("line", Toxics())

    assert received(line, 6) == b"hello?"


def test_a_reset_ends_open_connections_and_new_ones_until_it_is_over(proxies, line):
    port = line.getpeername()[1]
    proxies.become("line", Toxics(reset=True))

    with pytest.raises(ConnectionResetError):
        line.recv(1)
    # While connecting or afterwards: that is a race of the kernel's.
    with pytest.raises(ConnectionResetError):
        first_byte_from(port)

    proxies.become("line", Toxics())
    with socket.create_connection((LOOPBACK, port), 5) as again:
        again.settimeout(5)
        assert said(again, b"back") == b"back"


def test_nobody_behind_the_proxy_looks_like_a_reset(proxies):
    with socket.create_server((LOOPBACK, 0)) as closed:
        nobody = closed.getsockname()[1]
    port = proxies.open("nobody", nobody)

    # While connecting or afterwards: that is a race of the kernel's.
    with pytest.raises(ConnectionResetError):
        first_byte_from(port)


def test_new_connections_follow_a_new_target(proxies, echo):
    with socket.create_server((LOOPBACK, 0)) as closed:
        port = proxies.open("moved", closed.getsockname()[1])

    proxies.retarget("moved", echo)

    with socket.create_connection((LOOPBACK, port), 5) as connection:
        connection.settimeout(5)
        assert said(connection, b"there") == b"there"
