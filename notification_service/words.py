"""Words of notification_service for the examples of its API description."""

from typing import Any, Final

WORDS: Final[dict[str, Any]] = {
    "PatchedReadInputRequest": {"is_read": True},
    "notification_type": "task_assignment",
    "subject": "New Task: No network on the third floor",
    "NotificationOutput.message": "You have been assigned to ticket TKT-2026-000123: Diagnose",
    "is_read": False,
    "read_at": None,
    "related_task_item_id": 88,
    "related_ticket_number": "TKT-2026-000123",
    "metadata": {"task_number": "T-456", "step_name": "Diagnose", "why": "It was your turn"},
    "unread_count": 1,
    "marked": 3,
    "told": True,
    "NoticeDecisionOutput.reason": "It was your turn",
    "NoticeDecisionOutput.cause": "mine",
    "mail": "sent",
    "mail_error": "",
    "address": "maria.reyes@example.com",
    "role": "Network Engineer",
    "to": "maria.reyes@example.com",
    "last_error": "450 4.2.1 The mailbox is busy",
    "obstacle": "",
    "next_attempt_at": "2026-11-23T09:20:00Z",
}
