"""Heartbeats of editors."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from workflow_api.drafting.models import Editor, Revision
from workflow_api.drafting.selectors import PRESENT_FOR
from workflow_api.workflows import selectors


@transaction.atomic
def edit(*, workflow_id: int, user_id: int, name: str) -> None:
    """Say that somebody has a workflow open; after a silence they count as newly come."""
    workflow = selectors.workflow(workflow_id)
    now = timezone.now()
    editor, _ = Editor.objects.select_for_update().get_or_create(
        workflow_id=workflow.pk, user_id=user_id, defaults={"name": name, "since": now}
    )
    if editor.seen_at < now - PRESENT_FOR:
        editor.since = now
    editor.name, editor.seen_at = name, now
    editor.save(update_fields=["name", "since", "seen_at"])


def leave(*, workflow_id: int, user_id: int) -> None:
    """Say that somebody has closed a workflow; saying it twice does no harm."""
    Editor.objects.filter(workflow_id=workflow_id, user_id=user_id).delete()


def forget_editors() -> None:
    """Remove the heartbeats of people who left without saying so."""
    Editor.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()


def forget_revisions(before: datetime, limit: int) -> int:
    """Delete old states of drafts, at most `limit`; for settings.RETENTION."""
    old = Revision.objects.filter(made_at__lt=before).order_by("made_at")[:limit]
    return Revision.objects.filter(pk__in=old.values("pk")).delete()[0]
