"""What people do with the audit itself."""

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record


def note(request: Request, *, action: str, object_type: str, after: Mapping[str, Any]) -> None:
    """For shared.audit, by settings.AUDIT_NOTE."""
    actor = Actor.of(request)
    record(actor=actor, action=action, object_type=object_type, object_id="workflow", after=after)
