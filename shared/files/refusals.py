"""Why a file is not taken."""

from django.conf import settings

from shared.errors import Conflict, DomainError, FieldError, Invalid, Unavailable

FIELD = "file"
MIB = 1024 * 1024


class TooLarge(DomainError):
    code = "PAYLOAD_TOO_LARGE"
    status = 413


class QuotaExceeded(Conflict):
    code = "QUOTA_EXCEEDED"


class Quarantined(Conflict):
    """The file is there, and may not be handed out before an admin has released it."""

    code = "QUARANTINED"


def invalid(message: str, field: str = FIELD) -> Invalid:
    return Invalid("Validation failed", [FieldError(field, message)])


def too_large(name: str) -> TooLarge:
    text = f"{name} has more than {in_mib(settings.FILE_MAX_BYTES)}"
    return TooLarge(text, [FieldError(FIELD, text)])


def no_room(name: str) -> Unavailable:
    text = f"{name} cannot be stored just now; try again later"
    return Unavailable(text, [FieldError(FIELD, text)])


def quota_exceeded(name: str) -> QuotaExceeded:
    most, size = settings.FILES_PER_TICKET, in_mib(settings.FILE_QUOTA_BYTES)
    text = f"{name} does not fit: a ticket has room for {most} files of {size} together"
    return QuotaExceeded(text, [FieldError(FIELD, text)])


def in_mib(size: int) -> str:
    return f"{size / MIB:g} MiB"
