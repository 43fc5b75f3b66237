"""The workflows a new installation starts with."""

import json
from pathlib import Path
from typing import Any

from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Definition, compile_definition
from workflow_api.roles.selectors import member_counts
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services.copying import import_workflow
from workflow_api.workflows.services.lifecycle import deploy

SEEDS = Path(__file__).parent / "seeds"
ACTOR = Actor.system("seed_workflows")


def seed_documents() -> list[dict[str, Any]]:
    """The seeded definitions (`tts.workflow/1`)."""
    return [json.loads(path.read_text()) for path in sorted(SEEDS.glob("*.json"))]


def missing_roles() -> set[str]:
    """The roles of the seeds that are not here yet, or have no active member."""
    staffed = {name for name, members in member_counts().items() if members}
    return {role for document in seed_documents() for role in _roles(document)} - staffed


def seed() -> list[Workflow]:
    """Create and deploy each workflow whose name is not taken; return the new ones."""
    new = []
    for document in seed_documents():
        if Workflow.objects.filter(name__iexact=document["name"]).exists():
            continue
        workflow = import_workflow(actor=ACTOR, document=document)
        deploy(actor=ACTOR, workflow_id=workflow.pk, note="Seeded")
        new.append(workflow)
    return new


def _roles(document: dict[str, Any]) -> set[str]:
    definition: Definition = compile_definition(document)
    return {step.role for step in definition.steps} | {definition.coordinator_role}
