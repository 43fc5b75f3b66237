"""The permission table: one test per cell of the operations on tasks."""

import dataclasses

import pytest
from django.utils import timezone

from shared.testing import make_client, token_of
from shared.testing.people import person
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db

HEAD = dataclasses.replace(MANAGER, claims={"department": "Operations"})
OTHER_HEAD = dataclasses.replace(person(6, "manager2", "Manager"), claims={"department": "Finance"})
OTHER_COORDINATOR = person(5, "coordinator2", "Ticket Coordinator")

# Alice has the work, Bob shares her role, Noor works elsewhere, Ana sent the ticket, the head's
# department did, the coordinator owns the task.
TABLE = {
    "see": {
        ADMIN: 200,
        AUDITOR: 200,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 200,
        NOOR: 404,
        ANA: 200,
    },
    "transition": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 403,
        OTHER_HEAD: 404,
        COORDINATOR: 403,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "claim": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 200,
        NOOR: 404,
        ANA: 403,
    },
    "release": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 403,
        OTHER_HEAD: 404,
        COORDINATOR: 403,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "priority": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 403,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "sla/adjust": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 403,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "hold": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 403,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "begin": {
        ADMIN: 403,
        AUDITOR: 403,
        HEAD: 403,
        OTHER_HEAD: 404,
        COORDINATOR: 403,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "transfer": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
    "escalate": {
        ADMIN: 200,
        AUDITOR: 403,
        HEAD: 200,
        OTHER_HEAD: 404,
        COORDINATOR: 200,
        OTHER_COORDINATOR: 404,
        ALICE: 200,
        BOB: 403,
        NOOR: 404,
        ANA: 403,
    },
}
DIRECTS = TABLE["hold"]
TABLE |= {
    "move": DIRECTS,
    # Finished, it no longer waits in the queue of Bob's role.
    "reopen": {**DIRECTS, BOB: 404},
    "close": {**DIRECTS, BOB: 404},
    "cancel": {**DIRECTS, HEAD: 403, COORDINATOR: 403},
    "checklist": TABLE["transition"],
}
CELLS = [
    pytest.param(operation, who, code, id=f"{operation}-{who.username}")
    for operation, row in TABLE.items()
    for who, code in row.items()
]
BODIES = {
    "transition": {"transition": "verify-done", "version": 1, "notes": "As agreed"},
    "claim": {},
    "release": {"reason": "Back to the queue"},
    "begin": {},
    "transfer": {"to_user": BOB.id, "reason": "Knows this building", "version": 1},
    "escalate": {"reason": "Needs a decision", "version": 1},
    "hold": {"reason": "Waiting for an answer"},
    "move": {"step": "approve", "reason": "As agreed", "version": 1},
    "reopen": {"reason": "As agreed", "version": 1},
    "close": {"version": 1},
    "cancel": {"reason": "As agreed", "version": 1},
    "checklist": {"item": "Ask the manager", "version": 1},
    "priority": {"priority": "low", "reason": "Nobody is stopped by it"},
    "sla/adjust": {"seconds": 3600, "reason": "The supplier asked for an hour"},
}
ENDED = ("reopen", "close")


def client_of(who):
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    return client


def end(task):
    """Complete a task; its version stays what the bodies say."""
    now = timezone.now()
    Task.objects.filter(pk=task.pk).update(status="in_progress")
    Task.objects.filter(pk=task.pk).update(status="completed", completed_at=now)
    task.items.update(status="done", closed_at=now)
    task.sla_segments.update(ended_at=now)


@pytest.mark.parametrize(("operation", "who", "code"), CELLS)
def test_the_table_holds(operation, who, code):
    build_world()
    task = make_task(**ACCESS, department="Operations")
    if operation == "claim":
        make_client(ALICE).post(f"/tasks/{task.pk}/release/", {})
    if operation in ENDED:
        end(task)
    if operation == "checklist":
        # Anything on a checklist asks the same question first.
        code = 400 if code == 200 else code

    client = client_of(who)
    if operation == "see":
        response = client.get(f"/tasks/{task.pk}/")
    else:
        response = client.post(f"/tasks/{task.pk}/{operation}/", BODIES[operation])

    assert response.status_code == code, response.json()
