"""The people, roles and workflows that the stories in these tests happen in."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from shared.contracts.roles import SyncAssignment, SyncRole
from shared.contracts.tickets import ReceiveTicket
from shared.identity.caller import Caller
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import deliver
from shared.testing.people import person
from workflow_api.roles.models import Role, RoleMember
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.workflows.models import Step, Transition, Workflow, WorkflowVersion
from workflow_api.workflows.seeding import seed

ADMIN = person(1, "admin", "Admin")
AUDITOR = person(2, "auditor", "Auditor")
MANAGER = person(3, "manager", "Manager")
COORDINATOR = person(4, "coordinator", "Ticket Coordinator")
ALICE = person(11, "alice", "IT Support")
BOB = person(12, "bob", "IT Support")
NOOR = person(21, "noor", "Network Engineer")
SAM = person(31, "sam", "Security Officer")
CARL = person(41, "carl", "Asset Custodian")
DORA = person(51, "dora", "Budget Analyst")
ELSA = person(61, "elsa", "Budget Approver")
ANA = person(91, "ana.cruz", "Requester")
STRANGER = person(99, "stranger")

STAFF = (ADMIN, AUDITOR, MANAGER, COORDINATOR, ALICE, BOB, NOOR, SAM, CARL, DORA, ELSA)
ROLE_IDS = {
    "Admin": 1,
    "Auditor": 2,
    "Manager": 3,
    "Ticket Coordinator": 4,
    "IT Support": 5,
    "Network Engineer": 6,
    "Security Officer": 7,
    "Asset Custodian": 8,
    "Budget Analyst": 9,
    "Budget Approver": 10,
    "Requester": 11,
}


def make_role(name: str) -> None:
    deliver(SyncRole(payload={"role": {**_role(name), "version": 1}}))


def _role(name: str) -> dict[str, Any]:
    return {
        "id": ROLE_IDS[name],
        "name": name,
        "system": "TTS",
        "description": "",
        "permissions": [],
        "is_active": True,
    }


def join(
    who: Caller,
    role: str,
    *,
    version: int = 1,
    is_active: bool = True,
    department: str | None = None,
) -> None:
    """Put somebody into a role (or out of it), as auth_service would announce it."""
    deliver(
        SyncAssignment(
            payload={
                "user_system_role": {
                    "user_id": who.id,
                    "role_id": ROLE_IDS[role],
                    "role_name": role,
                    "system": "TTS",
                    "user_full_name": who.full_name,
                    "username": who.username,
                    "email": who.email,
                    "is_active": is_active,
                    "assigned_at": "2026-01-01T00:00:00Z",
                    "version": version,
                    **({} if department is None else {"department": department}),
                }
            }
        )
    )


# In the order in which they can be inserted.
KEPT_MODELS = (Role, RoleMember, Workflow, WorkflowVersion, Step, Transition)
_built: dict[type[Model], list[Model]] = {}


def build_world() -> None:
    """Everybody of STAFF in their roles, and the seeded workflows deployed.

    Built through the real messages and services once; afterwards the same rows are put back.
    """
    if not _built:
        _build()
        OutboxMessage.objects.all().delete()
        _built.update({model: list(model._default_manager.all()) for model in KEPT_MODELS})
        return
    with transaction.atomic():
        for model, rows in _built.items():
            model._default_manager.bulk_create(rows)


def _build() -> None:
    for role in ROLE_IDS:
        make_role(role)
    for who in STAFF:
        for role in sorted(who.role_names()):
            join(who, role)
    seed()


NETWORK = {"category": "IT Support", "sub_category": "Network"}
ACCESS = {"category": "IT Support", "sub_category": "Access"}
CHECK_IN = {"category": "Asset", "sub_category": "Check-in"}
CHECK_OUT = {"category": "Asset", "sub_category": "Check-out"}
BUDGET = {"category": "Budget", "sub_category": "Proposal"}


def person_of(item: TaskItem) -> Caller:
    """Whoever has an item."""
    return next(who for who in STAFF if who.id == item.assignee_id)


def make_payload(external_id: str = "HD-1", **fields: Any) -> dict[str, Any]:
    """A ticket in source 000's shape."""
    return {
        "ticket_id": external_id,
        "title": "No network on the third floor",
        "description": "Since this morning.",
        "priority": "Medium",
        "department": "Operations",
        "requester_email": ANA.email,
        "requester_name": ANA.full_name,
        **NETWORK,
        **fields,
    }


def receive(external_id: str = "HD-1", **fields: Any) -> None:
    """Let a ticket come in through ticket_service."""
    deliver(
        ReceiveTicket(payload=make_payload(external_id, **fields)),
        headers={"source": "ticket_service"},
    )


def task_of(external_id: str = "HD-1") -> Task:
    return Task.objects.select_related("ticket").get(
        ticket__external_id=external_id, status__in=["pending", "in_progress", "on_hold"]
    )


def make_task(external_id: str = "HD-1", **fields: Any) -> Task:
    receive(external_id, **fields)
    return task_of(external_id)


def act(who: Caller, task_id: int, transition: str, *, version: int | None = None, notes="") -> Any:
    """Take a transition over HTTP at the version the task now has, or at the one given."""
    seen = Task.objects.get(pk=task_id).version if version is None else version
    body = {"transition": transition, "notes": notes, "version": seen}
    return make_client(who).post(f"/tasks/{task_id}/transition/", body)
