"""Errors that a caller may see. One handler renders them (shared.http.errors)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; `field` is a dotted path such as `requester.email`."""

    field: str
    message: str


class DomainError(Exception):
    """A refusal with a machine-readable code; in a consumer it is permanent (dead letter)."""

    code = "CONFLICT"
    status = 409
    # Further headers and fields of the answer.
    headers: Mapping[str, str] = {}
    extra: Mapping[str, Any] = {}

    def __init__(
        self, message: str, details: Sequence[FieldError] = (), *, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)
        self.code = code or type(self).code


class Invalid(DomainError):
    code = "VALIDATION_ERROR"
    status = 400


class AuthFailed(DomainError):
    code = "AUTH_FAILED"
    status = 401


class Forbidden(DomainError):
    code = "PERMISSION_DENIED"
    status = 403


class NotFound(DomainError):
    code = "RESOURCE_NOT_FOUND"
    status = 404


class Conflict(DomainError):
    pass


class Unprocessable(DomainError):
    code = "UNPROCESSABLE"
    status = 422


class Unavailable(DomainError):
    """A dependency cannot answer now; in a consumer this one is retried."""

    code = "SERVICE_UNAVAILABLE"
    status = 503
