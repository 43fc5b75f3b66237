from shared.contracts.status import CorrectTicket
from shared.inbox.registry import handles
from ticket_service.corrections.services import correct


@handles(CorrectTicket, natural_key=lambda message: f"{message.ticket_id}:{message.version}")
def correct_ticket(message: CorrectTicket) -> None:
    """Show what an Admin put right before the ticket's workflow began."""
    correct(message)
