"""What is asked of tickets."""

from shared.errors import NotFound
from shared.identity.caller import Caller
from shared.ticket_access import access_to
from ticket_service.tickets.access import is_staff
from ticket_service.tickets.models import Ticket


def ticket_for(caller: Caller, number: str) -> Ticket:
    """The ticket by its number; NotFound unless the caller may see it.

    About staff whose affair it is not by what is stored here, workflow_api decides; Unavailable
    when it neither answers nor has answered lately.
    """
    found = Ticket.objects.visible_to(caller).filter(number=number).first()
    if found is None and is_staff(caller):
        found = _shown_by_workflow(caller, number)
    if found is None:
        raise NotFound(f"There is no ticket {number}")
    return found


def _shown_by_workflow(caller: Caller, number: str) -> Ticket | None:
    found = Ticket.objects.filter(number=number).first()
    return found if found and access_to(caller, number).visible else None
