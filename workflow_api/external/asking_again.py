"""Sending again by the schedule what a system could not take, as mails are sent again
(specification: resilience.md, "Calling out", sms). Until then it stands among the failed work."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from shared.contracts.workflow import PerformExternalCall
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.history import Actor
from shared.dead_letters.services.replaying import retry
from shared.errors import Conflict
from shared.integrations.policies import POLICIES
from workflow_api.external.models import DECIDED, ExternalCall
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

FIRST_WAIT: Final = timedelta(minutes=1)
# After that it is left to people.
LONGEST: Final = timedelta(days=1)
AT_ONCE = 100
ACTOR: Final = Actor(None, "schedule")
SYSTEMS: Final = [name for name, policy in POLICIES.items() if policy.by_schedule]


def ask_again_due() -> None:
    """Send again what has rested as long as it was tried before, so that the pauses double."""
    unanswered = _due(timezone.now()).values("answered_in")
    letters = DeadLetter.objects.filter(
        message_id__in=unanswered, task=PerformExternalCall.TASK, state=DeadLetter.State.OPEN
    )
    for letter_id in list(letters.order_by("id").values_list("pk", flat=True)[:AT_ONCE]):
        # A person, or another schedule, was quicker.
        with suppress(Conflict):
            retry(letter_id=letter_id, actor=ACTOR, reason="Nobody answered before")


def _due(now: datetime) -> QuerySet[ExternalCall]:
    rest = Greatest(F("answered_at") - F("asked_at"), FIRST_WAIT)
    failed = ExternalCall.objects.filter(
        system__in=SYSTEMS,
        state=ExternalCall.State.FAILED,
        resolution=ExternalCall.Resolution.NONE,
        asked_at__gt=now - LONGEST,
        item__status__in=OPEN_ITEM_STATUSES,
    )
    return failed.exclude(error_code__in=DECIDED).filter(answered_at__lte=now - rest)
