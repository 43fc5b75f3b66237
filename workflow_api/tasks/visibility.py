"""Whose affair a task is: the permission table's "see a ticket / task".

In SQL, because every list and every look at a task asks it: as querysets, the joins of these few
conditions took more of a request than everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models.expressions import RawSQL

from shared.identity.caller import Caller
from shared.identity.standing import managed_department, step_roles, works_here
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

_OPEN: Final = ", ".join(f"'{status}'" for status in OPEN_ITEM_STATUSES)
_WORKS: Final = "SELECT task_id AS id FROM tasks_taskitem WHERE assignee_id = %s"
_COORDINATES: Final = "SELECT id FROM tasks_task WHERE coordinator_id = %s"
# The statuses stand in the text, where the planner sees that the index of open items fits.
_QUEUE: Final = (
    f"SELECT task_id AS id FROM tasks_taskitem WHERE role = ANY(%s) AND status IN ({_OPEN})"  # noqa: S608
)
_OF_TICKET: Final = (
    "SELECT task.id FROM tasks_task task"
    " JOIN tickets_workflowticket ticket ON ticket.id = task.ticket_id"
)
_SENT: Final = f"{_OF_TICKET} WHERE ticket.requester_email = %s"
_DEPARTMENT: Final = f"{_OF_TICKET} WHERE upper(ticket.department) = upper(%s)"
_MENTIONED: Final = (
    "SELECT task.id FROM tasks_task task"
    " JOIN following_mention mention ON mention.ticket_id = task.ticket_id"
    " WHERE mention.user_id = %s"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which tasks are a person's affair, in `words`.

    `ids` is a statement that finds them, some more than once; `asked` is its parameter.
    """

    words: str
    ids: str
    asked: Any

    def newest(self, number: int) -> "Reason":
        """The same of the so many newest alone."""
        ids = f"(SELECT DISTINCT id FROM ({self.ids}) found ORDER BY id DESC LIMIT {number:d})"  # noqa: S608
        return Reason(self.words, ids, self.asked)


def reasons(caller: Caller) -> list[Reason]:
    """All that may make a task the affair of this person."""
    found = [
        Reason("works or worked on it", _WORKS, caller.id),
        Reason("coordinates it", _COORDINATES, caller.id),
    ]
    if caller.email:
        found.append(Reason("sent its ticket", _SENT, caller.email.lower()))
    if roles := step_roles(caller):
        found.append(Reason("it waits in the queue of a role of theirs", _QUEUE, sorted(roles)))
    if works_here(caller):
        found.append(Reason("a comment addresses them", _MENTIONED, caller.id))
    if department := managed_department(caller):
        words = "manages the department that sent its ticket"
        found.append(Reason(words, _DEPARTMENT, department))
    return found


def tasks_of(found: Iterable[Reason]) -> RawSQL:
    """The ids of the tasks that any of these reasons finds, to be filtered by.

    One branch per reason: each has its index, which an OR would lose.
    """
    found = list(found)
    # The statements above and nothing else; what is asked stays a parameter.
    return RawSQL(" UNION ALL ".join(each.ids for each in found), [each.asked for each in found])  # noqa: S611
