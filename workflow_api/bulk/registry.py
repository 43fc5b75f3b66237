"""The acts that can be done to many tasks at once. Each is a single act, done many times.

An app offers one by registering it in a module `bulk_actions`, which is found by itself.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rest_framework.serializers import Serializer

from shared.errors import Conflict, DomainError
from shared.identity.caller import Caller
from workflow_api.tasks.models import Task, TaskItem

Arguments = Mapping[str, Any]
UNDONE: Final = "Taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A task as a preview judges it: its open item is None when it is over."""

    task: Task
    item: TaskItem | None
    caller: Caller

    def open_item(self) -> TaskItem:
        """Of several the caller's own; Conflict when the task is over."""
        if self.item is None:
            text = f"{self.task.number} is {self.task.status}: nothing is left to do"
            raise Conflict(text)
        return self.item


WhyNot = Callable[[Subject, Arguments], str]


def in_words(error: DomainError) -> str:
    """Why something is refused, as the person who chose many tasks reads it."""
    told = [each.message for each in error.details if each.message not in error.message]
    return "; ".join([error.message, *told])


def refusal_of(check: Callable[[Subject, Arguments], None]) -> WhyNot:
    """A `why_not` of what refuses by raising, as a service does."""

    def why_not(subject: Subject, arguments: Arguments) -> str:
        try:
            check(subject, arguments)
        except DomainError as error:
            return in_words(error)
        return ""

    return why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """How an act is taken back: by the act `name`, with `arguments` made of what was before.

    None in place of arguments says that this task cannot be brought back.
    """

    name: str
    arguments: Callable[[Caller, Arguments], dict[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAction:
    """`do` is the service of the single act; it checks sight, permission and version itself.

    `why_not` foretells its refusal without locking anything, in words; empty when it would act.
    `look_up` reads, once for many tasks, what `why_not` wants to know besides: it gets that
    among its arguments. `before` is what `inverse` needs to know of the task as it was.
    """

    name: str
    arguments: type[Serializer]
    why_not: WhyNot
    do: Callable[..., Task]
    look_up: Callable[[Collection[Subject], Arguments], dict[str, Any]] = (
        lambda subjects, arguments: {}
    )
    before: Callable[[Subject], dict[str, Any]] = lambda subject: {}
    inverse: Inverse | None = None


ACTIONS: Final[dict[str, BulkAction]] = {}


def register(action: BulkAction) -> None:
    """RuntimeError when the name is taken: one act must not quietly replace another."""
    if action.name in ACTIONS:
        raise RuntimeError(f"There is a bulk action {action.name} already")
    ACTIONS[action.name] = action
