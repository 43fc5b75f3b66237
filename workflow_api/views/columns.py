"""What a list of tasks can show of each."""

from typing import Final

COLUMNS: Final = (
    "ticket_number",
    "number",
    "title",
    "priority",
    "status",
    "step",
    "role",
    "assignee",
    "coordinator",
    "sla",
    "category",
    "sub_category",
    "department",
    "workflow",
    "created",
    "started",
    "completed",
)
DENSITIES: Final = ("comfortable", "compact")
MIN_WIDTH: Final = 40
MAX_WIDTH: Final = 800
