"""Writing the audit. There is no way to change or remove what was written."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from auth_service.audit.actors import Actor
from auth_service.audit.models import AuditEvent
from shared.context import current_correlation_id


def record(
    *,
    action: str,
    object_type: str,
    object_id: object,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    actor: Actor | None = None,
) -> None:
    """Write one audit row into the transaction of the change it describes.

    `action` is noun.past_participle (`role.granted`), the actor whoever makes the request unless
    given. Secrets, codes and tokens never belong into `before` and `after`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() must run in the transaction that makes the change")
    actor = actor or Actor.current()
    AuditEvent.objects.create(
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        correlation_id=current_correlation_id(),
        address=actor.address,
        user_agent=actor.user_agent,
    )
