"""EMAIL_NOTIFICATION_QUEUE."""

import uuid

from notification_service.email.services import queue_mail
from shared.context import current_message_id
from shared.contracts.notifications import SendEmail
from shared.inbox.registry import handles


@handles(SendEmail, natural_key=lambda message: message.notification_id)
def send_email_notification(message: SendEmail) -> None:
    queue_mail(message=message, message_id=uuid.UUID(current_message_id()))
