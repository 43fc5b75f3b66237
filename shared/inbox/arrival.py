"""A message as handlers get it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.context import Context
from shared.contracts.base import Message

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Arrived(Generic[M]):
    """`context` is what the message belongs to: bind it around everything done on its behalf."""

    message: M
    context: Context
