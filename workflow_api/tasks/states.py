"""The states of tasks and items as the database holds them."""

from workflow_api.engine.sla import SlaState
from workflow_api.engine.state_machine import OPEN_STATES, TaskState

STATUSES = [state.value for state in TaskState]
OPEN_STATUSES = sorted(state.value for state in OPEN_STATES)
# Over, and open to be looked at again before it is closed.
ENDED_STATUSES = [TaskState.COMPLETED.value, TaskState.REJECTED.value]
SLA_STATES = [state.value for state in SlaState]
OPEN_ITEM_STATUSES = ["new", "in_progress"]
