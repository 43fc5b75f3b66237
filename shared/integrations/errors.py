"""How a call to another system can fail, by what its caller should do about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.errors import FieldError


class IntegrationError(Exception):
    """A call that has no usable answer; `code` goes into logs and statistics."""

    code = "INTEGRATION_ERROR"


class InvalidRequest(IntegrationError):
    """Our own request was wrong, so nothing was sent; `details` name the fields."""

    code = "INVALID_REQUEST"

    def __init__(self, details: Sequence[FieldError]) -> None:
        super().__init__("; ".join(f"{each.field} {each.message}" for each in details))
        self.details = tuple(details)


class Retryable(IntegrationError):
    """The same request may succeed later; `retry_after` is what the partner asked for, seconds."""

    code = "UNREACHABLE"

    def __init__(self, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Refused(IntegrationError):
    """The partner understood and said no (4xx); `answer` is what it sent along."""

    code = "REFUSED"

    def __init__(self, status: int, reason: str, answer: Mapping[str, Any]) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.answer = dict(answer)


class Garbled(IntegrationError):
    """An answer that cannot be read: whether the request took effect is unknown."""

    code = "GARBLED"


class NotYet(IntegrationError):
    """Nothing is decided: the same call may be made again in `seconds`."""

    code = "NOT_YET"

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Postponed(NotYet):
    """An attempt failed and the next is due later; raised by a caller's own `sleep`."""

    code = "POSTPONED"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The next attempt is due in {seconds:.1f} s", seconds)


class InFlight(NotYet):
    """Another process is making this very call."""

    code = "IN_FLIGHT"


class BreakerOpen(IntegrationError):
    """Nothing was sent, because the partner failed too often; try again in `seconds`."""

    code = "BREAKER_OPEN"

    def __init__(self, adapter_id: str, seconds: float) -> None:
        super().__init__(
            f"{adapter_id} failed repeatedly; calls resume in {max(0, round(seconds))} s"
        )
        self.seconds = seconds


class Throttled(NotYet):
    """Nothing was sent, because we called too often; a call is free in `seconds`."""

    code = "THROTTLED"

    def __init__(self, adapter_id: str, seconds: float) -> None:
        text = f"Calls to {adapter_id} are limited; the next is free in {seconds:.1f} s"
        super().__init__(text, seconds)
