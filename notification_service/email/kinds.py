"""How a mail of each type looks: its heading, its colour, its template, the word on its button."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """Text and background of the label, in the light and in the dark scheme (contrast ≥ 4.5)."""

    name: str
    ink: str
    paper: str
    ink_dark: str
    paper_dark: str


CALM = Tone("calm", "#1c3c87", "#dbe6fd", "#b5cbf8", "#1b2942")
GOOD = Tone("good", "#14532d", "#dcfce7", "#bbf7d0", "#12301f")
WARNING = Tone("warning", "#713f12", "#fef3c7", "#fde68a", "#3a2c0c")
ALARM = Tone("alarm", "#7f1d1d", "#fee2e2", "#fecaca", "#3f1518")


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    tone: Tone = CALM
    template: str = "notice"
    action: str = "Open TTS"


KINDS = {
    "task_assignment": Kind("New task", CALM, "task", "Open the task"),
    "task_transfer_in": Kind("Transferred to you", CALM, "task", "Open the task"),
    "task_transfer_out": Kind("Transferred away", CALM, "task", "See the task"),
    "task_escalation": Kind("Escalated", WARNING, "task", "Open the task"),
    "task_completed": Kind("Finished", GOOD, "task", "See the result"),
    "task_update": Kind("News of a ticket you watch", CALM, "task", "See the task"),
    "sla_warning": Kind("Deadline near", WARNING, "task", "Open the task"),
    "sla_breach": Kind("Deadline passed", ALARM, "task", "Open the task"),
    "comment_added": Kind("New comment", CALM, "comment", "Read and answer"),
    "mention": Kind("You were mentioned", CALM, "comment", "Read and answer"),
    "ticket_unrouted": Kind("No workflow matches", WARNING, "task", "See the ticket"),
    "dead_letter": Kind("Message given up", ALARM, "notice", "See the state of the system"),
    "external_approval_pending": Kind("Waits for approval", WARNING, "task", "Open the task"),
    "integration_down": Kind("System unreachable", ALARM, "notice", "See the state of the system"),
    "system": Kind("Notice", CALM, "task", "Open TTS"),
    "password_reset": Kind("Reset your password", CALM, "account", "Choose a new password"),
    "invitation": Kind("Invitation", CALM, "account", "Accept the invitation"),
    "login_alert": Kind("New sign-in", WARNING, "account", "Check your sessions"),
    "failed_login": Kind("Failed sign-in", WARNING, "account", "Check your sessions"),
    "profile_change": Kind("Profile changed", CALM, "account", "Check your profile"),
}
