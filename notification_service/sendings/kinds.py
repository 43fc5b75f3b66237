"""What other programs may have mailed, and the words around it."""

from notification_service.email.kinds import KINDS

# Whoever could send those could ask people for their passwords in the name of TTS.
SENDABLE = sorted(name for name, kind in KINDS.items() if kind.template != "account")


def subject_of(notification_type: str) -> str:
    """The subject of a mail for which the program named none."""
    return KINDS[notification_type].label
