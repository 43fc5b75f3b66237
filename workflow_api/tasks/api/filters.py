"""Filters of the list of tasks; each may be given once."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_filters import (
    BaseInFilter,
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
    NumberFilter,
    OrderingFilter,
)

from shared.trigrams import any_has
from workflow_api.audit.actors import caller_of
from workflow_api.engine.definition import PRIORITIES
from workflow_api.engine.sla import SlaState
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.states import OPEN_ITEM_STATUSES, STATUSES
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.views.builtin import VIEWS, in_view

MAX_DIGITS = 18
MAX_DAYS = 36_500


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(str(word), str(word)) for word in words]


class ChoiceInFilter(BaseInFilter, ChoiceFilter):  # type: ignore[misc]  # django-filter has no types
    """One or several known words, separated by commas."""


class TaskFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    view = ChoiceFilter(choices=_choices(VIEWS), method="of_view", label="a built-in view")
    status = ChoiceInFilter(choices=_choices(STATUSES), lookup_expr="in")
    priority = ChoiceInFilter(choices=_choices(PRIORITIES), lookup_expr="in")
    sla_state = ChoiceInFilter(choices=_choices(SlaState), method="with_clock")
    workflow_id = NumberFilter()
    category = CharFilter(field_name="ticket__category", lookup_expr="iexact")
    department = CharFilter(field_name="ticket__department", lookup_expr="iexact")
    assigned_user = NumberFilter(method="with_assignee", label="id of the assignee")
    unassigned = BooleanFilter(method="without_assignee", label="nobody has it")
    role = CharFilter(method="in_queue_of", label="role of the current step")
    step = CharFilter(method="at_step", label="name of the current step of an open task")
    older_than_days = NumberFilter(method="older_than", min_value=0, max_value=MAX_DAYS)
    newer_than_days = NumberFilter(method="newer_than", min_value=0, max_value=MAX_DAYS)
    search = CharFilter(
        method="matching", label="in title, ticket number, requester, or a task number T-…"
    )
    ordering = OrderingFilter(
        fields={"created_at": "created_at", "sla_deadline": "sla_deadline", "pk": "task_id"}
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def of_view(self, tasks: TaskQuerySet, name: str, value: str) -> QuerySet:
        return in_view(tasks, value, caller_of(self.request))

    def with_clock(self, tasks: TaskQuerySet, name: str, value: list[str]) -> QuerySet:
        return tasks.with_sla_state(timezone.now()).filter(sla_state__in=value)

    def with_assignee(self, tasks: QuerySet, name: str, value: Any) -> QuerySet:
        return tasks.filter(_open_item(assignee_id=value))

    def without_assignee(self, tasks: QuerySet, name: str, value: bool) -> QuerySet:
        waiting = _open_item(assignee_id=None)
        return tasks.filter(waiting) if value else tasks.exclude(waiting)

    def in_queue_of(self, tasks: QuerySet, name: str, value: str) -> QuerySet:
        return tasks.filter(_open_item(role=value))

    def at_step(self, tasks: QuerySet, name: str, value: str) -> QuerySet:
        return tasks.filter(_open_item(step_name=value))

    def older_than(self, tasks: QuerySet, name: str, value: Decimal) -> QuerySet:
        return tasks.filter(created_at__lte=_days_ago(value))

    def newer_than(self, tasks: QuerySet, name: str, value: Decimal) -> QuerySet:
        return tasks.filter(created_at__gt=_days_ago(value))

    def matching(self, tasks: QuerySet, name: str, value: str) -> QuerySet:
        every = Task.objects.order_by()
        # The title is the ticket's subject: one table to search, with one index for it.
        found = every.filter(ticket__in=_tickets_with(value)).values("pk")
        number = value.strip().upper().removeprefix("T-")
        if number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS:
            found = found.union(every.filter(pk=int(number)).values("pk"))
        return tasks.filter(pk__in=found)


def _days_ago(days: Decimal) -> datetime:
    return timezone.now() - timedelta(days=float(days))


def _tickets_with(text: str) -> QuerySet[WorkflowTicket]:
    columns = ("subject", "ticket_number", "requester_email")
    return WorkflowTicket.objects.order_by().filter(any_has(text, *columns))


def _open_item(**facts: Any) -> Exists:
    items = TaskItem.objects.filter(task=OuterRef("pk"), status__in=OPEN_ITEM_STATUSES, **facts)
    return Exists(items)
