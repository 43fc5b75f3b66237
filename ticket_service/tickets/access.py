"""Who may read which ticket, and who works on tickets. The one place for it.

A list shows what the tickets themselves tell to be somebody's affair, with what workflow_api
reported of them (`concerns`). It may know more by now, so it is asked about a single ticket.
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
    return caller.has_role("Admin", "Auditor") or caller.has_scope(READ_SCOPE)
