"""What is asked of bulk jobs. They are shown to nobody but their owners."""

import uuid
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from shared.errors import NotFound
from shared.identity.caller import Caller
from workflow_api.bulk.models import BulkItem, BulkJob

MOST_REASONS: Final = 10


def jobs(caller: Caller) -> QuerySet[BulkJob]:
    """One's own jobs with the number of their tasks in each state, newest first."""
    counted = {state: Count("items", filter=Q(items__state=state)) for state in BulkItem.State}
    own = BulkJob.objects.filter(owner_id=caller.id).select_related("undone_by")
    return own.annotate(**{f"tasks_{state}": count for state, count in counted.items()}).order_by(
        "-created_at"
    )


def job(caller: Caller, job_id: uuid.UUID) -> BulkJob:
    """NotFound for other people's."""
    found = jobs(caller).filter(pk=job_id).first()
    if found is None:
        raise NotFound(f"There is no job {job_id}")
    return found


def items(caller: Caller, job_id: uuid.UUID) -> QuerySet[BulkItem]:
    """The tasks of a job, in the order in which they were chosen."""
    return job(caller, job_id).items.order_by("position")


def refusals(job_id: uuid.UUID) -> list[dict[str, Any]]:
    """Why tasks are left out, the commonest reason first: `{message, count}`."""
    refused = BulkItem.objects.filter(job=job_id, state=BulkItem.State.REFUSED)
    grouped = refused.order_by().values("message").annotate(count=Count("pk"))
    return [dict(each) for each in grouped.order_by("-count", "message")[:MOST_REASONS]]
