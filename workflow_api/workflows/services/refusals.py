"""Broken constraints of a workflow in the words of the API."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from shared.errors import Conflict, DomainError, FieldError, Invalid
from workflow_api.workflows.errors import MatchTaken
from workflow_api.workflows.models import SLA_PAIRS

MATCH_TAKEN = "Another deployed workflow has this category, sub-category and department"


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a broken constraint into the refusal it stands for, without ending the transaction."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = _refusal(str(error))
        if refusal is None:
            raise
        raise refusal from error


def _refusal(text: str) -> DomainError | None:
    if "workflow_name_unique" in text:
        message = "There is a workflow of this name already"
        return Conflict(message, [FieldError("name", message)])
    if "workflow_one_deployed_per_match" in text:
        return MatchTaken(MATCH_TAKEN, [FieldError("category", MATCH_TAKEN)])
    for sooner, later in SLA_PAIRS:
        if f"workflow_{sooner}_before_{later}" in text:
            message = f"Must be shorter than the target of {later}"
            return Invalid("Validation failed", [FieldError(f"{sooner}_sla", message)])
    return None
