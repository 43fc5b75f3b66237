"""What is asked of replays."""

from datetime import datetime

from django.db.models import QuerySet

from shared.errors import NotFound
from workflow_api.replays.models import Replay


def replays(workflow_id: int) -> QuerySet[Replay]:
    """The replays of a workflow, newest first, without what they worked with."""
    found = Replay.objects.filter(workflow=workflow_id).order_by("-id")
    return found.defer("definition", "deployed", "usual", "memory")


def replay(replay_id: int) -> Replay:
    """One replay; NotFound when there is none, or it was forgotten."""
    kept = Replay.objects.defer("definition", "deployed", "usual", "memory")
    found = kept.filter(pk=replay_id).first()
    if found is None:
        raise NotFound(f"There is no replay {replay_id}")
    return found


def ended(before: datetime) -> QuerySet[Replay]:
    """Those that were over before a moment, the oldest first."""
    return Replay.objects.filter(created_at__lt=before, ended_at__lt=before).order_by("created_at")
