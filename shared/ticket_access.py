"""Who may see and say what on a ticket: workflow_api decides, its answers are kept briefly."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import structlog
from django.conf import settings

from shared.errors import NotFound, Unavailable
from shared.identity.caller import Caller
from shared.identity.services import ServiceClient

log = structlog.get_logger()

REMEMBERED = 10_000
# A refusal may be over in a moment (the ticket has just been assigned), so it is asked again soon.
REFUSAL_FRESH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class TicketAccess:
    """What one person may do with one ticket."""

    visible: bool
    may_comment: bool = False
    may_see_internal: bool = False
    participants: tuple[int, ...] = ()
    watchers: tuple[int, ...] = ()
    title: str = ""


INVISIBLE = TicketAccess(visible=False)


@dataclass(frozen=True, slots=True)
class Answer:
    access: TicketAccess
    at: float

    def fresh(self, now: float) -> bool:
        limit = settings.ACCESS_FRESH_SECONDS if self.access.visible else REFUSAL_FRESH_SECONDS
        return now - self.at < limit

    def usable(self, now: float) -> bool:
        return now - self.at < settings.ACCESS_STALE_SECONDS


class Answers:
    """The last answers, the longest unused forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._answers: OrderedDict[tuple, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple) -> Answer | None:
        with self._lock:
            if answer := self._answers.get(key):
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: tuple, access: TicketAccess) -> None:
        with self._lock:
            self._answers[key] = Answer(access, self.clock())
            self._answers.move_to_end(key)
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._answers.clear()


answers = Answers()


def access_key(caller: Caller, ticket_id: str) -> tuple:
    """All that the answer depends on."""
    return caller.id, caller.email, caller.roles, caller.claims.get("department"), ticket_id


def fresh_access(caller: Caller, ticket_id: str) -> TicketAccess | None:
    """What `access_to` would answer, if it can without asking."""
    known = answers.get(access_key(caller, ticket_id))
    return known.access if known and known.fresh(answers.clock()) else None


def access_to(caller: Caller, ticket_id: str) -> TicketAccess:
    """What `caller` may do with the ticket; raises Unavailable when nobody knows.

    While workflow_api is down its last answer counts for up to settings.ACCESS_STALE_SECONDS.
    """
    key = access_key(caller, ticket_id)
    known, now = answers.get(key), answers.clock()
    if known and known.fresh(now):
        return known.access
    try:
        access = ask(caller, ticket_id)
    except Unavailable as error:
        if known and known.usable(now):
            log.warning("ticket_access_stale", ticket=ticket_id, error_message=error.message)
            return known.access
        raise
    answers.keep(key, access)
    return access


def visible(caller: Caller, ticket_id: str) -> TicketAccess:
    """As `access_to`; raises NotFound when the ticket does not exist for this person."""
    access = access_to(caller, ticket_id)
    if not access.visible:
        raise NotFound(f"No ticket {ticket_id}")
    return access


@cache
def _workflow(url: str) -> ServiceClient:
    return ServiceClient(url)


def sights(caller: Caller, ticket_ids: Sequence[str]) -> dict[str, bool]:
    """Those of the tickets that the caller may see, each with whether internal comments too.

    Raises Unavailable while workflow_api cannot be asked.
    """
    params = {**_person(caller), "numbers": list(ticket_ids)}
    found = _workflow(settings.WORKFLOW_URL).get("/tickets/sights/", params)
    return {each["number"]: each["may_see_internal"] for each in found}


def mentionable(ticket_id: str, user_ids: Collection[int]) -> dict[int, str]:
    """Those of the people whom a comment on the ticket may address, with their names (empty when
    they have none there); Unavailable as `sights`."""
    params = {"user_ids": ",".join(str(each) for each in sorted(user_ids))}
    path = f"/tickets/{quote(ticket_id, safe='')}/mentionable/"
    found = _workflow(settings.WORKFLOW_URL).get(path, params)
    names = {each["user_id"]: each["name"] for each in found["people"]}
    return {user_id: names.get(user_id, "") for user_id in found["user_ids"]}


def _person(caller: Caller) -> dict[str, Any]:
    return {
        "user_id": caller.id,
        "email": caller.email,
        "department": caller.claims.get("department", ""),
        "roles": ",".join(sorted(caller.role_names())),
    }


def ask(caller: Caller, ticket_id: str) -> TicketAccess:
    """workflow_api's answer of this moment."""
    try:
        body: dict[str, Any] = _workflow(settings.WORKFLOW_URL).get(
            f"/tickets/{quote(ticket_id, safe='')}/access/", _person(caller)
        )
    except NotFound:
        return INVISIBLE
    return TicketAccess(
        visible=body["visible"],
        may_comment=body["may_comment"],
        may_see_internal=body["may_see_internal"],
        participants=tuple(body["participants"]),
        # A workflow_api of before does not name them.
        watchers=tuple(body.get("watchers", ())),
        title=body["title"],
    )
