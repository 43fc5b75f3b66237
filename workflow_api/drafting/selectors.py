"""Who else is editing a workflow."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from workflow_api.drafting.models import Editor

# Three missed heartbeats.
PRESENT_FOR: Final = timedelta(seconds=45)


def editors(workflow_id: int, *, but: int | None) -> QuerySet[Editor]:
    """The people who have a workflow open, whoever came first leading; `but` is left out."""
    present = Editor.objects.filter(
        workflow_id=workflow_id, seen_at__gte=timezone.now() - PRESENT_FOR
    )
    return present if but is None else present.exclude(user_id=but)
