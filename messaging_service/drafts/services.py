"""Keeping unfinished comments."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from messaging_service.drafts.models import Draft


@transaction.atomic
def save_draft(
    *, author_id: int, ticket_id: str, text: str, visibility: str, mentions: Sequence[int]
) -> Draft | None:
    """Keep what the author has written so far; nothing is kept of an empty text."""
    own = Draft.objects.filter(user_id=author_id, ticket_id=ticket_id)
    if not text.strip():
        own.delete()
        return None
    draft, _ = Draft.objects.update_or_create(
        user_id=author_id,
        ticket_id=ticket_id,
        defaults={
            "text": text,
            "visibility": visibility,
            "mentions": sorted(set(mentions)),
            "saved_at": timezone.now(),
        },
    )
    return draft


def discard_draft(*, author_id: int, ticket_id: str, sent: str) -> None:
    """Forget the draft that became the comment `sent`; other words stay unfinished."""
    for draft in Draft.objects.filter(user_id=author_id, ticket_id=ticket_id):
        if draft.text.strip() == sent.strip():
            draft.delete()


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` drafts that nobody has touched since then."""
    old = Draft.objects.filter(saved_at__lt=before).order_by("saved_at")
    keys = list(old.values_list("pk", flat=True)[:limit])
    return Draft.objects.filter(pk__in=keys).delete()[0]
