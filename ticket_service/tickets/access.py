"""Who may read which ticket, and who works on tickets. The one place for it.

Agents find their work through workflow_api, which knows queues and departments; what is kept here
is the ticket as sent, which everybody who works on tickets may read.
"""

from typing import Final, cast

from rest_framework.request import Request

from shared.identity.caller import TTS, Caller

READ_SCOPE: Final = "tickets.read"
WRITE_SCOPE: Final = "tickets.write"
# HDTS, known by its signature, follows the tickets it handed in.
READ_HDTS_SCOPE: Final = "tickets.read.hdts"
# Roles of TTS that do not work on tickets.
NOT_STAFF: Final = frozenset({"Requester", "Auditor"})


def caller_of(request: Request) -> Caller:
    return cast(Caller, request.user)


def is_staff(caller: Caller) -> bool:
    """Holds a role of TTS that works on tickets: Admin, Manager, coordinator or a step's role."""
    return bool(caller.role_names(TTS) - NOT_STAFF)


def may_read_all(caller: Caller) -> bool:
    return is_staff(caller) or caller.has_role("Auditor") or caller.has_scope(READ_SCOPE)
