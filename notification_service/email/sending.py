"""One attempt to hand a mail to the server, and what its failure means."""

import smtplib

from anymail.exceptions import AnymailError
from django.core.mail import EmailMessage

TOO_MANY_REQUESTS = 429


class MailRefused(Exception):
    """The server does not want this mail; asking again would not help."""


class MailPostponed(Exception):
    """Worth another attempt. `server_away`: other mails would fare no better just now."""

    def __init__(self, text: str, *, server_away: bool) -> None:
        super().__init__(text)
        self.server_away = server_away


def hand_over(mail: EmailMessage) -> None:
    """Give `mail` to the configured server. Raises MailRefused or MailPostponed."""
    try:
        mail.send()
    except (smtplib.SMTPException, AnymailError, OSError) as error:
        text = f"{type(error).__name__}: {error}"
        if _is_final(error):
            raise MailRefused(text) from error
        raise MailPostponed(text, server_away=not _is_about_this_mail(error)) from error


def _is_about_this_mail(error: Exception) -> bool:
    return isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)


def _is_final(error: Exception) -> bool:
    """Whether the answer concerns this mail and is permanent (RFC 5321: codes from 500 on)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return int(error.smtp_code) >= 500
    status = getattr(error, "status_code", None) or 0
    return 400 <= status < 500 and status not in (401, 403, TOO_MANY_REQUESTS)
