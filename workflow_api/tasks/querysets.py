"""Which tasks a person sees, and how their clocks stand."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from shared.identity.caller import Caller
from workflow_api.engine.sla import SlaState
from workflow_api.tasks import permissions
from workflow_api.tasks.visibility import reasons, tasks_of


class TaskQuerySet(models.QuerySet):
    def visible_to(self, caller: Caller, *, newest: int | None = None) -> Self:
        """Rows of the permission table's "see a ticket / task".

        With `newest`, for lists that nothing else narrows, at least the so many newest of them:
        who has worked here for years may see more than a page needs to know of.
        """
        if caller.is_service:
            return self.none()
        if caller.has_role(*permissions.SEES_EVERYTHING):
            return self
        found = reasons(caller)
        if newest is not None:
            found = [each.newest(newest) for each in found]
        return self.filter(pk__in=tasks_of(found))

    def with_sla_state(self, now: datetime) -> Self:
        """Annotate `sla_state` as of `now`; of a finished task, as of its end (as `sla_state`)."""
        at = Coalesce(F("completed_at"), Value(now, output_field=models.DateTimeField()))
        return self.annotate(
            sla_state=Case(
                When(sla_deadline__lte=at, then=Value(SlaState.BREACHED)),
                When(sla_target__isnull=False, sla_deadline=None, then=Value(SlaState.PAUSED)),
                When(sla_at_risk_at__lte=at, then=Value(SlaState.AT_RISK)),
                default=Value(SlaState.OK),
                output_field=models.CharField(),
            )
        )


def sla_state(
    *, at: datetime, deadline: datetime | None, target: int | None, at_risk_at: datetime | None
) -> SlaState:
    """What `with_sla_state` says, of columns that were read already."""
    if deadline is not None and deadline <= at:
        return SlaState.BREACHED
    if target is not None and deadline is None:
        return SlaState.PAUSED
    return SlaState.AT_RISK if at_risk_at is not None and at_risk_at <= at else SlaState.OK
