"""Which tasks a person sees, and how their clocks stand."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from shared.identity.caller import Caller
from shared.identity.standing import managed_department, step_roles, works_here
from workflow_api.engine.sla import SlaState
from workflow_api.tasks import permissions
from workflow_api.tasks.states import OPEN_ITEM_STATUSES


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
        # One branch per reason to see a task: each has its index, which an OR would lose.
        tasks = self.model._default_manager.order_by()
        branches = [tasks.filter(why).values("pk") for _, why in reasons(caller)]
        if newest is not None:
            branches = [each.order_by("-pk").distinct()[:newest] for each in branches]
        return self.filter(pk__in=branches[0].union(*branches[1:], all=True))

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


def reasons(caller: Caller) -> list[tuple[str, Q]]:
    """Each way in which a task may be a person's affair, in words and as a condition."""
    found = [
        ("works or worked on it", Q(items__assignee_id=caller.id)),
        ("coordinates it", Q(coordinator_id=caller.id)),
    ]
    if caller.email:
        found.append(("sent its ticket", Q(ticket__requester_email=caller.email.lower())))
    if roles := step_roles(caller):
        queue = Q(items__role__in=roles, items__status__in=OPEN_ITEM_STATUSES)
        found.append(("it waits in the queue of a role of theirs", queue))
    if works_here(caller):
        found.append(("a comment addresses them", Q(ticket__mentions__user_id=caller.id)))
    if department := managed_department(caller):
        own = Q(ticket__department__iexact=department)
        found.append(("manages the department that sent its ticket", own))
    return found
