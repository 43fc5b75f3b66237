"""Every message there is."""

from typing import Final

from shared.contracts.base import Message
from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    LegacyAssignment,
    SendEmail,
)
from shared.contracts.realtime import PushEvent
from shared.contracts.roles import SyncAssignment, SyncAvailability, SyncLegacy, SyncRole
from shared.contracts.status import CorrectTicket, UpdateStatus
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.contracts.workflow import (
    LookAgain,
    NoteFileAct,
    NoteMentions,
    PerformExternalCall,
    RouteWaiting,
)

MESSAGES: Final[tuple[type[Message], ...]] = (
    ReceiveTicket,
    ReceiveTickets,
    SyncRole,
    SyncAssignment,
    SyncAvailability,
    SyncLegacy,
    RouteWaiting,
    LookAgain,
    PerformExternalCall,
    NoteMentions,
    NoteFileAct,
    CreateAssignmentNotification,
    CreateNotification,
    LegacyAssignment,
    SendEmail,
    UpdateStatus,
    CorrectTicket,
    PushEvent,
    AmsCompletion,
    BmsCompletion,
)
