"""The words in double braces that the text of a macro may hold, and what they become."""

import re
from collections.abc import Mapping
from typing import Final

from shared.identity.caller import Caller
from workflow_api.tasks.models import Task
from workflow_api.workflows.selectors import compiled

VARIABLES: Final[Mapping[str, str]] = {
    "requester_name": "Who sent the ticket: their name, else their e-mail address",
    "ticket_number": "Number of the ticket, such as TKT-2026-000042",
    "task_number": "Number of the task, such as T-456",
    "title": "Title of the ticket",
    "category": "Category of the ticket",
    "department": "Department that sent it",
    "priority": "Priority of the task before the macro runs",
    "workflow": "Name of the workflow",
    "step": "Name of the step before the macro runs",
    "my_name": "Name of whoever runs the macro",
}
PLACE: Final = re.compile(r"\{\{([^{}]*)\}\}")


def unknown(text: str) -> list[str]:
    """The words in braces that are no variable, in the order of the text."""
    words = (found.strip() for found in PLACE.findall(text))
    return list(dict.fromkeys(word for word in words if word not in VARIABLES))


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables' values; braces that come with a value stay as they are."""
    return PLACE.sub(lambda found: values[found[1].strip()], text)


def values_for(task: Task, caller: Caller) -> dict[str, str]:
    """What each variable stands for, of a task from `tasks.selectors`."""
    ticket = task.ticket
    requester = ticket.canonical["requester"]
    definition = compiled(task.workflow_version_id)
    return {
        "requester_name": requester.get("name") or requester.get("email") or "",
        "ticket_number": ticket.ticket_number,
        "task_number": task.number,
        "title": task.title,
        "category": ticket.category,
        "department": ticket.department,
        "priority": task.priority,
        "workflow": definition.name,
        "step": definition.step(task.current_step).name,
        "my_name": caller.full_name or caller.username,
    }
