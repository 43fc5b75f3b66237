"""What the end of a workflow would tell another system, shown before anybody takes the last way."""

from dataclasses import dataclass
from typing import Any, Final

from workflow_api.external.models import EndAction
from workflow_api.external.services import SYSTEMS, completion
from workflow_api.tasks.models import Task

# What only the end itself can know.
LATER: Final = frozenset({"completed_at", "idempotency_key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """The system, and the fields it would be sent."""

    system: str
    request: dict[str, Any]


def foresee_completion(task: Task, end_logic: str, approved_by: int | None) -> Foreseen | None:
    """What `complete_elsewhere` would send if a task from `tasks.selectors` ended well now.

    None when that is nothing: the workflow tells nobody, or the system took an earlier end.
    """
    told: EndAction | None = getattr(task, "end_action", None)
    if end_logic not in SYSTEMS or (told and told.state != EndAction.State.REFUSED):
        return None
    system = SYSTEMS[end_logic]
    sent = completion(task, system, approved_by=approved_by, completed_at="", key="").kwargs()
    request = {name: value for name, value in sent.items() if name not in LATER}
    return Foreseen(system=system.value, request=request)
