"""A workflow whose steps have what handing work on depends on, and tasks on it."""

from workflow_api.tasks.tests.world import make_task
from workflow_api.workflows.tests.factories import make_deployed

REPAIR = {"category": "IT Support", "sub_category": "Repair"}


def deploy_repair(**first):
    """Look → Mend, both by IT Support; `first` changes the step Look."""
    look = {"key": "look", "name": "Look", "role": "IT Support", "is_start": True, **first}
    mend = {"key": "mend", "name": "Mend", "role": "IT Support", "is_end": True}
    way = {"key": "go", "from": "look", "to": "mend", "label": "Go on"}
    return make_deployed(**REPAIR, steps=[look, mend], transitions=[way])


def repair(external_id="HD-1", **fields):
    return make_task(external_id, **{**REPAIR, **fields})
