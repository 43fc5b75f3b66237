"""Categories for the form in which people submit tickets."""

from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings
from django.utils import timezone

from shared.errors import DomainError, Unavailable
from shared.identity.services import ServiceClient
from ticket_service.portal.models import CategorySnapshot

FRESH: Final = timedelta(seconds=60)
# While workflow_api is away, not every request shall wait for it.
ASK_AGAIN: Final = timedelta(seconds=10)
PATH: Final = "/workflows/categories/"
log = structlog.get_logger()


def current_categories() -> CategorySnapshot:
    """The categories, asked anew after a minute; the last known ones while nobody answers.

    Unavailable when workflow_api has never answered.
    """
    snapshot = CategorySnapshot.objects.first()
    if snapshot is None or _is_due(snapshot):
        snapshot = _ask(snapshot or CategorySnapshot())
    if snapshot.categories is None:
        raise Unavailable("The categories are not known yet; try again in a moment")
    return snapshot


def is_stale(snapshot: CategorySnapshot) -> bool:
    """Whether workflow_api did not answer when it was asked last."""
    return snapshot.fetched_at != snapshot.asked_at


def _is_due(snapshot: CategorySnapshot) -> bool:
    pause = ASK_AGAIN if is_stale(snapshot) else FRESH
    return timezone.now() - snapshot.asked_at > pause


def _ask(snapshot: CategorySnapshot) -> CategorySnapshot:
    snapshot.asked_at = timezone.now()
    learned = ["asked_at"]
    try:
        snapshot.categories = ServiceClient(settings.WORKFLOW_URL).get(PATH)
        snapshot.fetched_at = snapshot.asked_at
        learned += ["categories", "fetched_at"]
    except DomainError as error:
        log.warning("categories_not_fetched", error_message=error.message)
    CategorySnapshot.objects.bulk_create(
        [snapshot], update_conflicts=True, unique_fields=["id"], update_fields=learned
    )
    return snapshot
