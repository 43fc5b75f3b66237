"""What somebody who may see a ticket may do with its files."""

from dataclasses import dataclass

from shared.identity.caller import Caller
from shared.ticket_access import access_to
from ticket_service.tickets.access import READ_SCOPE, is_staff
from ticket_service.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Sight:
    """`internal`: files that are not meant for the requester, too. `may_add`: own ones."""

    internal: bool
    may_add: bool


def sight_of(caller: Caller, ticket: Ticket) -> Sight:
    """As with comments: workflow_api tells a colleague at work from one who asks for something.

    Whoever asked adds files before workflow_api has heard of the ticket. Raises Unavailable when
    it is needed and does not answer.
    """
    if caller.is_service:
        return Sight(internal=caller.has_scope(READ_SCOPE), may_add=False)
    if caller.has_role("Admin"):
        return Sight(internal=True, may_add=True)
    own = caller.email.lower() == ticket.requester_email != ""
    if not (is_staff(caller) or caller.has_role("Auditor")):
        return Sight(internal=False, may_add=own)
    access = access_to(caller, ticket.number)
    return Sight(internal=access.may_see_internal, may_add=own or access.may_comment)
