"""Which definition a person wants tried: the draft, or one of the versions."""

from typing import Final

from workflow_api.engine.definition import Definition
from workflow_api.workflows import drafts, selectors

DRAFT: Final = "draft"
Version = int | None
"""The number of a version; None is the draft."""


def definition_of(workflow_id: int, version: Version) -> Definition:
    """The executable definition; NotFound without the workflow or the version."""
    workflow = selectors.workflow(workflow_id)
    if version is None:
        return drafts.compiled_draft(workflow)
    return selectors.compiled(selectors.version(workflow_id, version).pk)
