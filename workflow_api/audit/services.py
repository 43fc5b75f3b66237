"""Writing the audit. There is no way to change or remove what was written."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model

from shared.context import current_correlation_id
from shared.gathering import append
from workflow_api.audit.actors import Actor
from workflow_api.audit.models import AuditEvent


def record(
    *,
    actor: Actor,
    action: str,
    object_type: str,
    object_id: object,
    task_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write one audit row into the transaction of the change it describes."""
    if not connection.in_atomic_block:
        raise RuntimeError("record() must run in the transaction that makes the change")
    event = AuditEvent(
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        task_id=task_id,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        correlation_id=current_correlation_id(),
        address=actor.address,
        user_agent=actor.user_agent,
    )
    append(event)


def record_about(
    row: Model,
    *,
    actor: Actor,
    action: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """`record` for a change of `row` itself, which the audit calls as its model is called."""
    record(
        actor=actor,
        action=action,
        object_type=str(row._meta.model_name),
        object_id=row.pk,
        before=before,
        after=after,
        reason=reason,
    )
