"""One attempt to hand a mail to the server, and what its failure means for the mail."""

from dataclasses import replace
from functools import cache

from django.core.mail import EmailMessage
from django.utils import timezone

from notification_service.email.adapter import Deferred, SendMail
from notification_service.email.models import EmailDelivery
from shared import context
from shared.integrations.adapter import CallContext
from shared.integrations.errors import (
    BreakerOpen,
    IntegrationError,
    InvalidRequest,
    Refused,
    Throttled,
)
from shared.integrations.policies import POLICIES
from shared.integrations.stack import Integration

# Repeated by the schedule, which keeps the waits in the rows (docs/decisions/0017).
POLICY = replace(POLICIES["email"], retries=0)
# A worker also serves the in-app queue, which must not wait behind a mail server that hangs.
PAUSE_SECONDS = 30.0
SHORTEST_PAUSE_SECONDS = 1.0
Obstacle = EmailDelivery.Obstacle


class MailRefused(Exception):
    """The server does not want this mail; asking again would not help."""


class MailPostponed(Exception):
    """Worth another attempt. `pause`: seconds for which other mails would fare no better."""

    def __init__(self, text: str, obstacle: Obstacle, *, pause: float = 0.0) -> None:
        super().__init__(text)
        self.obstacle = obstacle
        self.pause = pause


class MailHeld(Exception):
    """Nothing was tried: the breaker is open or our own rate is used up for `seconds`."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = max(SHORTEST_PAUSE_SECONDS, seconds)


@cache
def mail_server() -> Integration[EmailMessage, None]:
    """The stack around the configured server, as the row `email` says."""
    return Integration(SendMail(), policy=POLICY)


def hand_over(mail: EmailMessage, delivery: EmailDelivery) -> None:
    """Give `mail` to the configured server. Raises MailRefused, MailPostponed or MailHeld."""
    try:
        mail_server().call(mail, _context(delivery))
    except (BreakerOpen, Throttled) as error:
        raise MailHeld(str(error), error.seconds) from error
    except Deferred as error:
        raise MailPostponed(error.reason, Obstacle.RECIPIENT) from error
    except (Refused, InvalidRequest) as error:
        raise MailRefused(str(error)) from error
    except IntegrationError as error:
        raise MailPostponed(str(error), Obstacle.SERVER, pause=PAUSE_SECONDS) from error


def _context(delivery: EmailDelivery) -> CallContext:
    return CallContext(
        correlation_id=context.current_correlation_id(),
        # The row remembers what was sent; a mail server has no memory of keys.
        idempotency_key="",
        at=timezone.now(),
        timeout=POLICY.timeout,
        user_id=delivery.user_id,
        attempt=delivery.attempts,
    )
