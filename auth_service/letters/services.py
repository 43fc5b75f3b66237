"""Mails about accounts, handed to notification_service with the change they tell of.

A secret (a link's token, a code) stands only under metadata keys that start with `secret_`: logs
and screens mask those, and notification_service drops them once the mail is out (decision 0020).
"""

from datetime import datetime
from typing import Any

from django.conf import settings

from auth_service.accounts.models import User
from shared.contracts.notifications import SendEmail
from shared.outbox.services import publish


def page(path: str, token: str) -> str:
    """The address of a page of the UI that takes a single-use token."""
    return f"{settings.PUBLIC_URL}{path}?token={token}"


def write_to_person(
    user: User, notification_type: str, subject: str, message: str, **more: Any
) -> None:
    """A mail to the address of an account; further arguments as for `write`."""
    greeting = f"Hello {user.full_name},"
    write(
        user.email, notification_type, subject, f"{greeting}\n\n{message}", user_id=user.pk, **more
    )


def write(
    address: str,
    notification_type: str,
    subject: str,
    message: str,
    *,
    user_id: int | None = None,
    link: str = "",
    code: str = "",
    path: str = "",
    why: str = "",
    label: str = "",
    action: str = "",
    expires_at: datetime | None = None,
) -> None:
    """A mail to `address`, in the caller's transaction.

    `link` and `code` are secrets, `path` leads to a page of the UI; `label` and `action` replace
    the words of the type above the subject and on the button. A mail that could not be sent
    before `expires_at` is not sent any more.
    """
    metadata = {
        "secret_link": link,
        "secret_code": code,
        "link": f"{settings.PUBLIC_URL}{path}" if path else "",
        "why": why,
        "label": label,
        "action": action,
        "expires_at": expires_at.isoformat() if expires_at else "",
    }
    publish(
        SendEmail(
            to=address,
            user_id=user_id,
            subject=subject,
            message=message,
            notification_type=notification_type,
            metadata={key: value for key, value in metadata.items() if value},
        )
    )
