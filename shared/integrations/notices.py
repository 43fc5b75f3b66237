"""Admins hear when a system stops answering, and when it answers again."""

import time
import uuid
from typing import Final

import structlog
from circuitbreaker import STATE_CLOSED, STATE_OPEN
from django.db import DatabaseError, InterfaceError, transaction

from shared.contracts.notifications import CreateNotification
from shared.integrations.circuit import Circuit
from shared.outbox.services import publish

ADMINS: Final = {"system": "TTS", "role": "Admin"}
# Processes that cannot see each other's breaker share a notice per quarter of an hour.
LOCAL_SECONDS: Final = 15 * 60
log = structlog.get_logger()


def tell(system: str, before: Circuit, after: Circuit, *, shared: bool) -> None:
    """One notice when a closed circuit opens, one when it closes again; none for failed probes."""
    if before.state == STATE_CLOSED and after.state == STATE_OPEN:
        message = _down(system, after, shared)
    elif before.state != STATE_CLOSED and after.state == STATE_CLOSED:
        message = _up(system, before, shared)
    else:
        return
    try:
        with transaction.atomic():
            publish(message, message_id=uuid.uuid5(uuid.NAMESPACE_OID, message.deduplication_id))
    except (DatabaseError, InterfaceError) as error:
        # The call itself must not fail of it; the metric and the log have it too.
        log.error("integration_notice_lost", integration=system, error_message=str(error))


def _down(system: str, circuit: Circuit, shared: bool) -> CreateNotification:
    return CreateNotification(
        recipients={"roles": [ADMINS]},
        subject=f"{system.upper()} does not answer",
        message=f"{system.upper()} failed {circuit.failures} times in a row and is left alone for "
        "a while. Steps that need it wait; you can decide them by hand.",
        notification_type="integration_down",
        deduplication_id=f"integration-down:{system}:{_outage(circuit.down_since, shared)}",
        metadata={"integration": system, "state": circuit.state, "why": "You run this instance"},
    )


def _up(system: str, circuit: Circuit, shared: bool) -> CreateNotification:
    return CreateNotification(
        recipients={"roles": [ADMINS]},
        subject=f"{system.upper()} answers again",
        message=f"Calls of {system.upper()} go through again.",
        notification_type="integration_down",
        deduplication_id=f"integration-up:{system}:{_outage(circuit.down_since, shared)}",
        metadata={"integration": system, "state": STATE_CLOSED, "why": "You run this instance"},
    )


def _outage(since: float, shared: bool) -> str:
    return f"{since:.3f}" if shared else f"local-{int(time.time() // LOCAL_SECONDS)}"
