"""A message on which its worker dies every time is given up, and stops nothing else."""

import os
import signal
import time
import uuid
from contextlib import suppress

import pytest

from shared.broker.topology import DELIVERY_LIMIT
from tests.integration.test_aliases import fresh_id, role, roles_named, send
from tests.integration.test_isolation import connect
from tests.integration.world import eventually, tts

QUEUE = "TTS_ROLE_SYNC_QUEUE"
# Six deaths, and a new worker after each.
SECONDS = 180
HOLD = """
    INSERT INTO roles_role (id, name, system, description, is_active, version, synced_at)
    VALUES (%s, 'held', 'TTS', '', true, 1, now())
"""
WAITERS = """
    SELECT pid FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'
    AND transactionid = (SELECT transactionid FROM pg_locks
                         WHERE locktype = 'transactionid' AND pid = pg_backend_pid() AND granted)
"""


@pytest.fixture
def held(world):
    """A role that somebody is about to insert: whoever brings the same one waits for them."""
    role_id = fresh_id()
    with connect(world, "workflow") as connection, connection.transaction(force_rollback=True):
        connection.execute(HOLD, [role_id])
        yield role_id, connection


def kill_the_worker():
    [process] = [p for p in tts("status")["processes"] if p["name"] == "workflow-worker"]
    if process["pid"]:
        with suppress(ProcessLookupError):
            os.kill(process["pid"], signal.SIGKILL)


def letters(world, message_id):
    admin = world.person("admin")
    found = admin.get("/workflow/dead-letters/", code="POISON", queue=QUEUE, page_size=100)
    return [one for one in found["results"] if one["message_id"] == message_id]


def test_what_kills_its_worker_is_given_up_after_the_delivery_limit(world, held):
    role_id, connection = held
    message_id = str(uuid.uuid4())
    send(
        world,
        "tts.role.sync",
        QUEUE,
        message_id=message_id,
        payload={"role": role(role_id, "poison")},
    )

    # A server process outlives its dead client for a while, so each is counted once.
    known: set[int] = set()
    deadline = time.monotonic() + SECONDS
    while not letters(world, message_id) and time.monotonic() < deadline:
        waiting = {pid for (pid,) in connection.execute(WAITERS)}
        if waiting <= known:
            continue
        known |= waiting
        kill_the_worker()

    [letter] = letters(world, message_id)
    assert letter["attempts"] == DELIVERY_LIMIT
    assert len(known) >= DELIVERY_LIMIT
    name = f"Guild {uuid.uuid4().hex[:8]}"
    send(world, "tts.role.sync", QUEUE, payload={"role": role(fresh_id(), name)})
    eventually(lambda: roles_named(world, name), what="the next message")
