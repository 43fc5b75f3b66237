"""The mail server behind the adapter interface: SMTP, or SendGrid's API through anymail."""

import smtplib
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMessage, get_connection

from shared.errors import FieldError
from shared.integrations.adapter import Adapter, CallContext, Health
from shared.integrations.errors import Refused, Retryable
from shared.integrations.http import retry_after

BAD_REQUEST, TOO_MANY_REQUESTS = 400, 429
# Our credentials are wrong: nothing that another mail would change.
ABOUT_US = (401, 403, TOO_MANY_REQUESTS)


class Deferred(Refused):
    """The server works, but will not take this very mail now: a full mailbox, grey-listing."""

    code = "DEFERRED"


class SendMail(Adapter[EmailMessage, None]):
    adapter_id = "email.send"
    version = "1.0.0"
    policy = "email"

    def validate(self, request: EmailMessage) -> list[FieldError]:
        return [] if request.recipients() else [FieldError("to", "is missing")]

    def execute(self, request: EmailMessage, context: CallContext) -> Any:
        try:
            return _sent(request, context.timeout)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _answered(min(codes), error) from error
        except smtplib.SMTPDataError as error:
            raise _answered(int(error.smtp_code), error) from error
        except (ValueError, TypeError, AnymailRecipientsRefused) as error:
            # This mail cannot be put into the words of the protocol, now or later.
            raise Refused(BAD_REQUEST, _text(error), {}) from error
        except AnymailError as error:
            raise _of_the_api(error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Retryable(_text(error)) from error

    def transform(self, response: Any) -> None:
        """There is nothing in the answer."""

    def health_check(self) -> Health:
        began = time.monotonic()
        connection = get_connection(timeout=5)
        try:
            connection.open()
            connection.close()
        except (smtplib.SMTPException, AnymailError, OSError) as error:
            return Health("fail", _ms(began), _text(error))
        return Health("pass", _ms(began))


def _sent(mail: EmailMessage, timeout: float) -> int:
    """Over the line that came with the mail, which stays open for the next one unless it failed."""
    line = mail.connection = mail.connection or get_connection(timeout=timeout)
    with ExitStack() as failing:
        failing.callback(line.close)
        line.open()
        number = mail.send()
        failing.pop_all()
    return number


def _answered(code: int, error: Exception) -> Refused:
    """What SMTP said about one mail; codes from 500 on are final (RFC 5321, 4.2.1)."""
    return (Refused if code >= 500 else Deferred)(code, _text(error), {})


def _of_the_api(error: AnymailError) -> Refused | Retryable:
    status = error.status_code
    if status is not None and 400 <= status < 500 and status not in ABOUT_US:
        return Refused(status, _text(error), {})
    asked = error.response.headers.get("Retry-After", "") if error.response is not None else ""
    return Retryable(_text(error), retry_after=retry_after(asked, datetime.now(UTC)))


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
