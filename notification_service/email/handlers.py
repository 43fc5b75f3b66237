"""EMAIL_NOTIFICATION_QUEUE."""

from collections.abc import Sequence

from notification_service.email.services import queue_mails
from shared.contracts.notifications import SendEmail
from shared.inbox.arrival import Arrived
from shared.inbox.registry import handles_together


@handles_together(SendEmail, natural_key=lambda message: message.notification_id)
def send_email_notifications(arrived: Sequence[Arrived[SendEmail]]) -> None:
    queue_mails(arrived)
