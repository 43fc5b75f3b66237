"""What people do with the audit itself."""

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from auth_service.audit.services import record


def note(request: Request, *, action: str, object_type: str, after: Mapping[str, Any]) -> None:
    """For shared.audit, by settings.AUDIT_NOTE. Who asks is known of the request anyway."""
    record(action=action, object_type=object_type, object_id="auth", after=after)
