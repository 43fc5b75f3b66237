"""ETag and If-Match: who writes says which state they saw, and a newer one is not overwritten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from shared.errors import DomainError

HEADER = "If-Match"
IF_MATCH = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the state that was seen; 412 with the present ETag when it changed.",
)


class PreconditionFailed(DomainError):
    """Somebody else changed the object since the writer read it; carries the present ETag."""

    code = "PRECONDITION_FAILED"
    status = 412

    def __init__(self, message: str, current: str) -> None:
        super().__init__(message)
        self.headers = {"ETag": current}


class Versioned(Protocol):
    """`version` rises with every change."""

    version: Any


class Dated(Protocol):
    """`updated_at` moves with every change."""

    updated_at: Any


def etag(row: Versioned | Dated) -> str:
    """The state of a row as it is written in the header, quotes included."""
    version = getattr(row, "version", None)
    if version is None:
        moment: datetime = getattr(row, "updated_at")  # noqa: B009  one of the two is there
        version = f"{moment:%Y%m%dT%H%M%S.%f}"
    return f'"{version}"'


@dataclass(frozen=True, slots=True)
class IfMatch:
    """What the writer saw; None when they did not say."""

    tags: frozenset[str] | None = None

    @classmethod
    def of(cls, request: Request) -> Self:
        header = request.headers.get(HEADER)
        if header is None or header.strip() == "*":
            return cls()
        # A gateway that compresses makes tags weak, so weak ones count as what they were.
        return cls(frozenset(tag.strip().removeprefix("W/") for tag in header.split(",")))

    def check(self, row: Versioned | Dated, message: str = "") -> None:
        """PreconditionFailed unless `row`, which the caller has locked, is in that state."""
        current = etag(row)
        if self.tags is not None and current not in self.tags:
            raise PreconditionFailed(message or "It was changed since you read it", current)


ANY_STATE = IfMatch()
