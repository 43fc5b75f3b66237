"""Writers say which version they saw: `version` in the body (409) or If-Match (412)."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from shared.http.preconditions import IfMatch, etag
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services.locking import Seen


def tagged(workflow: Workflow) -> dict[str, str]:
    """The headers of an answer that shows the workflow."""
    return {"ETag": etag(workflow)}


def seen_by(request: Request, body_version: Any = None) -> Seen:
    """What the writer saw, None when they did not say; the header wins over the body."""
    header = IfMatch.of(request)
    return _whole(body_version) if header.tags is None else header


def _whole(version: Any) -> int | None:
    if version is None or (isinstance(version, int) and not isinstance(version, bool)):
        return version
    raise ValidationError({"version": ["Must be a whole number"]})
