"""Who may follow a ticket, asked by many sockets at once."""

import asyncio
from weakref import WeakKeyDictionary

from messaging_service.realtime.threads import in_thread
from shared.identity.caller import Caller
from shared.ticket_access import TicketAccess, access_key, access_to, fresh_access

Asking = dict[tuple, asyncio.Task[TicketAccess]]
_asking: WeakKeyDictionary[asyncio.AbstractEventLoop, Asking] = WeakKeyDictionary()


async def admission(caller: Caller, ticket_id: str) -> TicketAccess:
    """As `access_to`; whoever asks the same while it is being asked waits for that answer.

    Otherwise all sockets of a person, opened together, would find no answer kept and ask anew.
    """
    if known := fresh_access(caller, ticket_id):
        return known
    asking = _asking.setdefault(asyncio.get_running_loop(), {})
    key = access_key(caller, ticket_id)
    if key not in asking:
        asking[key] = asyncio.create_task(in_thread(access_to, caller, ticket_id))
        asking[key].add_done_callback(lambda task: _answered(asking, key, task))
    return await asyncio.shield(asking[key])


def _answered(asking: Asking, key: tuple, task: asyncio.Task[TicketAccess]) -> None:
    del asking[key]
    if not task.cancelled():
        # When all who asked have left, a failure is nobody's.
        task.exception()
