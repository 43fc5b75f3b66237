"""Whose affair a ticket is, as keys that one index finds: what workflow_api reported of it."""

from collections.abc import Iterable
from typing import Final

from shared.contracts.status import UpdateStatus
from shared.identity.caller import Caller
from shared.identity.standing import step_roles, works_here

MENTIONED: Final = "mentioned:"


def keys_of(caller: Caller) -> list[str]:
    """The keys of tickets that concern a person."""
    keys = [_person(caller.id), *(_queue(role) for role in sorted(step_roles(caller)))]
    return [*keys, _mentioned(caller.id)] if works_here(caller) else keys


def concerns_after(message: UpdateStatus, known: Iterable[str], *, late: bool) -> list[str]:
    """The keys of a ticket after a report that is `late` (of an older version) or is not.

    Mentions never end, so of a late one they count still. A report without word of others comes
    from an older sender.
    """
    keys = {key for key in known if late or key.startswith(MENTIONED)}
    keys.update(_mentioned(who) for who in message.mentioned or ())
    if not late:
        people = [message.coordinator_id, *(message.participants or ())]
        keys.update(_person(who) for who in people if who is not None)
        keys.update(_queue(role) for role in message.queue_roles or ())
    return sorted(keys)


def _person(user_id: int) -> str:
    return f"user:{user_id}"


def _queue(role: str) -> str:
    return f"queue:{role}"


def _mentioned(user_id: int) -> str:
    return f"{MENTIONED}{user_id}"
