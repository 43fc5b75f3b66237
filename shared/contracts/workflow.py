"""What workflow_api asks of itself in the background, and what it is told of discussions."""

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.base import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteWaiting(Message):
    """A version went live: unrouted tickets may have a workflow now."""

    TASK: ClassVar[str] = "workflow.tasks.route_waiting"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    version_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain(Message):
    """A ticket began to wait: a version may have gone live while it was judged."""

    TASK: ClassVar[str] = "workflow.tasks.look_again"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    ticket_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformExternalCall(Message):
    """A step waits for another system: ask it, unless it has answered, and go on."""

    TASK: ClassVar[str] = "workflow.tasks.perform_external_call"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    call_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMentions(Message):
    """A comment addresses people: the ticket is their affair from now on."""

    TASK: ClassVar[str] = "workflow.tasks.note_mentions"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    ticket_number: str
    comment_id: int
    by_name: str
    user_ids: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFileAct(Message):
    """Somebody did something with a file that belongs into the sealed audit."""

    TASK: ClassVar[str] = "workflow.tasks.note_file_act"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    file_id: str
    act: str
    at: str
    ticket_number: str
    filename: str
    sha256: str
    suspicion: str
    by_id: int
    by_name: str
