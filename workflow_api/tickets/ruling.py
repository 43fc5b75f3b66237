"""*Create rule from this*: a workflow that takes tickets like a waiting one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact
from django.utils import timezone

from workflow_api.audit.actors import Actor
from workflow_api.engine.matching import fold
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.settling import lock_waiting
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import copying, editing

VOLUME_OF: Final = timedelta(days=30)
SAMPLE: Final = 20
MAX_NAME: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a rule would take: `waiting` tickets now (some of them named), `volume` tickets of the
    last 30 days; `others` are workflows for the same category that there are already."""

    category: str
    sub_category: str
    department: str
    waiting: int
    sample: list[str]
    volume: int
    others: list[Workflow]


def rule_for(ticket: WorkflowTicket, *, any_department: bool) -> Rule:
    """The rule that would take a ticket, not made yet."""
    department = "" if any_department else ticket.department
    like = _like(ticket, department)
    waiting = like.filter(state=WorkflowTicket.State.UNROUTED).order_by("submitted_at", "id")
    recent = like.filter(received_at__gte=timezone.now() - VOLUME_OF)
    return Rule(
        category=ticket.category,
        sub_category=ticket.sub_category,
        department=department,
        waiting=waiting.count(),
        sample=list(waiting.values_list("ticket_number", flat=True)[:SAMPLE]),
        volume=recent.count(),
        others=_others(ticket),
    )


@transaction.atomic
def create_rule(
    *,
    ticket_id: int,
    any_department: bool,
    actor: Actor,
    workflow_id: int | None = None,
    template: str = "",
    name: str = "",
) -> tuple[Rule, Workflow]:
    """Make a draft that takes such tickets: a copy of a workflow, one after a template, or an
    empty one.

    Deploying it makes the rule, and starts what waits.
    """
    ticket = lock_waiting(ticket_id)
    rule = rule_for(ticket, any_department=any_department)
    key = {
        "category": rule.category,
        "sub_category": rule.sub_category,
        "department": rule.department,
    }
    called = name or _name_of(rule)
    if template:
        made = copying.start_from_template(actor=actor, key=template, name=called)
    elif workflow_id is not None:
        made = copying.clone_workflow(actor=actor, workflow_id=workflow_id, name=called)
    else:
        return rule, editing.create_workflow(actor=actor, fields={**key, "name": called})
    return rule, editing.update_workflow(actor=actor, workflow_id=made.pk, seen=None, fields=key)


def _name_of(rule: Rule) -> str:
    words = " ".join(filter(None, (rule.category, rule.sub_category, rule.department)))
    return words[:MAX_NAME]


def _like(ticket: WorkflowTicket, department: str) -> QuerySet[WorkflowTicket]:
    same = WorkflowTicket.objects.filter(
        _same("category", ticket.category), _same("sub_category", ticket.sub_category)
    )
    return same.filter(_same("department", department)) if fold(department) else same


def _others(ticket: WorkflowTicket) -> list[Workflow]:
    known = Workflow.objects.filter(
        _same("category", ticket.category), _same("sub_category", ticket.sub_category)
    )
    return list(known.exclude(status=Workflow.Status.ARCHIVED).order_by("name", "id"))


def _same(column: str, text: str) -> Q:
    return Q(Exact(Lower(Trim(column)), Lower(Trim(Value(text)))))
