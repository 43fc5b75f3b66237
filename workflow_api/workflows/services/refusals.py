"""Broken constraints of a workflow in the words of the API."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from shared.errors import Conflict, DomainError, FieldError, Invalid
from workflow_api.workflows.errors import MatchTaken
from workflow_api.workflows.models import SLA_PAIRS, Workflow
from workflow_api.workflows.publishing import competitors

MATCH_TAKEN = "Another deployed workflow has this category, sub-category and department"


@contextmanager
def refusals(workflow: Workflow) -> Iterator[None]:
    """Turn a constraint that `workflow` breaks into the refusal it stands for, without ending the
    transaction."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = _refusal(str(error), workflow)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(text: str, workflow: Workflow) -> DomainError | None:
    if "workflow_name_unique" in text:
        message = "There is a workflow of this name already"
        return Conflict(message, [FieldError("name", message)])
    if "workflow_one_deployed_per_match" in text:
        names = ", ".join(rival.name for rival in competitors(workflow))
        message = f"{MATCH_TAKEN}: {names}" if names else MATCH_TAKEN
        return MatchTaken(message, [FieldError("category", message)])
    for sooner, later in SLA_PAIRS:
        if f"workflow_{sooner}_before_{later}" in text:
            message = f"Must be shorter than the target of {later}"
            return Invalid("Validation failed", [FieldError(f"{sooner}_sla", message)])
    return None
