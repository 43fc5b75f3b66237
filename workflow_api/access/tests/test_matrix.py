"""domain.md's permission table, cell by cell, over the endpoints of this service."""

import dataclasses
from typing import Any

import pytest

from shared.identity.caller import Caller
from shared.identity.rights import Kind, Reach
from shared.testing import make_client, token_of
from shared.testing.matrix import DEPARTMENT, Case, Persona, caller, cases, try_it
from shared.testing.people import person
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import ACCESS, build_world, make_task

pytestmark = pytest.mark.django_db

# Nobody in it has one of the tried roles, so only `_relate` makes the task somebody's affair.
WORKER = {"assignee_id": 11, "assignee_name": "Alice", "role": "Security Officer"}


def _relate(task: Task, case: Case) -> Caller:
    """Whoever has the role, with as much to do with the task as such a person usually has."""
    who = person(7001, "somebody", case.role)
    items = TaskItem.objects.filter(task=task)
    if case.kind is Kind.AGENT:
        items.update(assignee_id=who.id, role=case.role)
    elif case.reach is Reach.OWN and case.kind is not Kind.REQUESTER:
        items.update(assignee_id=who.id)
    if case.kind is Kind.COORDINATOR:
        Task.objects.filter(pk=task.pk).update(coordinator_id=who.id)
    if case.kind is Kind.REQUESTER:
        type(task.ticket).objects.filter(pk=task.ticket_id).update(requester_email=who.email)
    if case.kind is Kind.MANAGER:
        return dataclasses.replace(who, claims={"department": DEPARTMENT})
    return who


def _about_a_task(case: Case) -> tuple[Any, object]:
    build_world()
    task = make_task(**ACCESS, department=DEPARTMENT)
    TaskItem.objects.filter(task=task).update(**WORKER)
    if case.persona is Persona.ANONYMOUS:
        return make_client(), task.pk
    if case.persona is Persona.FOREIGN:
        # Admins and Auditors see all tasks, unless they are such in another system.
        system = "AMS" if case.reach is Reach.ALL else "TTS"
        return make_client(person(7002, "foreigner", case.role, system=system)), task.pk
    who = _relate(task, case)
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    return client, task.pk


@pytest.mark.parametrize("case", cases("workflow_api"))
def test_a_cell_holds(case):
    client, row = _about_a_task(case) if case.about_a_row else (make_client(caller(case)), "")

    case.check(try_it(client, case.endpoint, row))
