"""Workflows for tests: two steps of IT Support unless asked otherwise."""

from itertools import count
from typing import Any

from workflow_api.audit.actors import Actor
from workflow_api.roles.models import Role
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.services import copying, lifecycle

ACTOR = Actor.system("test")
_numbers = count(1)

STEPS = [
    {"key": "look", "name": "Look", "role": "IT Support", "is_start": True},
    {"key": "mend", "name": "Mend", "role": "IT Support", "is_end": True},
]
TRANSITIONS = [
    {"key": "go", "from": "look", "to": "mend", "label": "Go on"},
    {"key": "back", "from": "mend", "to": "look", "label": "Back", "outcome": "return"},
]
GRAPH: dict[str, Any] = {"steps": STEPS, "transitions": TRANSITIONS}


def workflow_document(**changes):
    """A valid `tts.workflow/1`, with a name and sub-category of its own."""
    number = next(_numbers)
    return {
        "schema": "tts.workflow/1",
        "name": f"Repair {number}",
        "category": "IT Support",
        "sub_category": f"Repair {number}",
        "sla": {"urgent": "PT4H", "high": "PT8H", "medium": "P1D", "low": "P3D"},
        **GRAPH,
        **changes,
    }


def make_draft(**changes) -> Workflow:
    return copying.import_workflow(actor=ACTOR, document=workflow_document(**changes))


def make_deployed(**changes) -> WorkflowVersion:
    """A deployed workflow; the roles it names are made (with nobody in them) when missing."""
    workflow = make_draft(**changes)
    for step in workflow.steps.all():
        if step.role and not Role.objects.filter(name=step.role).exists():
            make_role(step.role)
    return lifecycle.deploy(actor=ACTOR, workflow_id=workflow.pk)
