from shared.contracts.status import UpdateStatus
from shared.inbox.registry import handles
from ticket_service.status import services


@handles(UpdateStatus, natural_key=lambda message: f"{message.ticket_id}:{message.version}")
def update_status(message: UpdateStatus) -> None:
    """Keep a ticket's status, step, assignee and expected end as workflow_api reports them."""
    services.update_status(message)
