import os
import socket

import pytest

from deploy.failure import StepFailed
from deploy.native.port_check import free_ports, holder, is_free, require_free


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_names_itself_its_holder_and_its_variable(taken):
    with pytest.raises(StepFailed, match=rf"port {taken} .*pid {os.getpid()}.*TTS_SMTP_PORT"):
        require_free({"SMTP": taken})


def test_every_taken_port_is_named(taken):
    with pytest.raises(StepFailed) as failure:
        require_free({"SMTP": taken, "MAIL": taken})

    assert "TTS_SMTP_PORT" in failure.value.why
    assert "TTS_MAIL_PORT" in failure.value.why


def test_free_ports_are_free_and_different():
    ports = free_ports(["A", "B", "C"])

    assert len(set(ports.values())) == 3
    assert all(is_free(port) for port in ports.values())
    assert holder(ports["A"]) is None
