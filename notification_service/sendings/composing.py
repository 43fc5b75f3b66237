"""A program's request as the mail it becomes."""

from typing import Any, Final

from notification_service.sendings.kinds import subject_of
from notification_service.sendings.models import Sending
from shared.contracts.notifications import SendEmail

# Entries of `context_data` with a place of their own in the mail; all others are listed as facts.
PLACED: Final = ("subject", "message", "ticket_number", "link")


def mail_of(sending: Sending) -> SendEmail:
    """Addressed by name, with the program's words, and saying which program asked for it."""
    given = sending.context_data
    return SendEmail(
        to=sending.user_email,
        subject=given.get("subject") or subject_of(sending.notification_type),
        message=_message(sending),
        notification_type=sending.notification_type,
        notification_id=str(sending.pk),
        related_ticket_number=given.get("ticket_number"),
        metadata={
            "facts": [[_label(name), _text(value)] for name, value in _facts(given)],
            "why": f"{sending.key_name} asked TTS to tell you.",
            **({"link": given["link"]} if "link" in given else {}),
        },
    )


def _message(sending: Sending) -> str:
    greeting = f"Hello {sending.user_name},"
    words = sending.context_data.get("message")
    return f"{greeting}\n\n{words}" if words else greeting


def _facts(given: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in given.items() if name not in PLACED]


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
