"""The one interface behind which every other system stands."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

from shared.errors import FieldError

Request = TypeVar("Request")
Response = TypeVar("Response")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallContext:
    """What a call belongs to.

    `attempt` counts from 1; a sequence that was interrupted goes on with a higher one. `timeout`
    is in seconds. Without an `idempotency_key` nothing is remembered of the answer.
    """

    correlation_id: str
    idempotency_key: str
    at: datetime
    timeout: float
    user_id: int | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Health:
    status: Literal["pass", "fail"]
    latency_ms: int
    message: str = ""


class Adapter(ABC, Generic[Request, Response]):
    """One operation of one system. `policy` names its row in shared.integrations.policies."""

    adapter_id: ClassVar[str]
    # Semantic version of the translation, not of the partner.
    version: ClassVar[str]
    policy: str

    @abstractmethod
    def validate(self, request: Request) -> list[FieldError]:
        """What is wrong with a request before anything is sent; empty when nothing is."""

    @abstractmethod
    def execute(self, request: Request, context: CallContext) -> Any:
        """Make one attempt and return the partner's answer.

        Raises Retryable, Refused or Garbled.
        """

    @abstractmethod
    def transform(self, response: Any) -> Response:
        """The answer in our words; Garbled when it is not what was agreed."""

    @abstractmethod
    def health_check(self) -> Health:
        """Ask the partner whether it is there, with no effect on it."""
