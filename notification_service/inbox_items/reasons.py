"""The line under each notification that says why this person got it."""

from collections.abc import Mapping
from typing import Any

_BY_TYPE = {
    "task_assignment": "You were assigned to this step.",
    "task_transfer_in": "The task was transferred to you.",
    "task_transfer_out": "The task was yours until now.",
    "task_escalation": "The task was escalated to you.",
    "task_completed": "You coordinate this task.",
    "task_update": "You watch this ticket.",
    "sla_warning": "You are responsible for this task, and its deadline is near.",
    "sla_breach": "You are responsible for this task, and its deadline has passed.",
    "comment_added": "You take part in this ticket.",
    "mention": "Somebody mentioned you.",
    "password_reset": "Somebody asked to reset the password of your account.",
    "invitation": "Somebody invited you to TTS.",
    "login_alert": "Your account was used to sign in.",
    "failed_login": "Somebody failed to sign in to your account.",
    "profile_change": "Your profile was changed.",
}
LIMIT = 500


def own_reason(notification_type: str, metadata: Mapping[str, Any]) -> str:
    """The sender's own words (`metadata.why`), else what the type says about its recipients."""
    why = metadata.get("why")
    if isinstance(why, str) and why.strip():
        return why.strip()[:LIMIT]
    return _BY_TYPE.get(notification_type, "You are named as a recipient.")


def role_reason(system: str, role: str) -> str:
    return f"You hold the role {role} in {system}."
