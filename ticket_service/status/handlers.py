from collections.abc import Sequence

from shared.contracts.status import UpdateStatus
from shared.inbox.arrival import Arrived
from shared.inbox.registry import handles_together
from ticket_service.status import services
from ticket_service.status.services import Report


@handles_together(
    UpdateStatus, natural_key=lambda message: f"{message.ticket_id}:{message.version}"
)
def update_statuses(arrived: Sequence[Arrived[UpdateStatus]]) -> None:
    """Keep tickets' status, step, assignee and expected end as workflow_api reports them."""
    services.update_status([Report(message=a.message, context=a.context) for a in arrived])
