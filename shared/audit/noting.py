"""Reading the audit is audited: one row for each question, however many pages answer it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from rest_framework.request import Request

from shared.audit.digests import audit_model
from shared.identity.caller import caller_of

# Within it, the next pages and a screen that looks again are the same question.
SAME_QUESTION: Final = timedelta(minutes=10)
OBJECT: Final = "audit"


@transaction.atomic
def note(request: Request, action: str, facts: Mapping[str, Any]) -> None:
    """Write that the caller did this with the audit, in the words of the service's own audit."""
    import_string(settings.AUDIT_NOTE)(request, action=action, object_type=OBJECT, after=facts)


def note_once(request: Request, action: str, facts: Mapping[str, Any]) -> None:
    """`note`, unless the caller asked the same a moment ago."""
    known = audit_model().objects.filter(
        actor_id=caller_of(request).id,
        action=action,
        after=dict(facts),
        at__gt=timezone.now() - SAME_QUESTION,
    )
    if not known.exists():
        note(request, action, facts)


def question_of(request: Request, *besides: str) -> dict[str, str]:
    """The filters of a request, without what only chooses a page."""
    asked = request.query_params.dict()
    return {name: asked[name] for name in sorted(asked) if name not in {"cursor", *besides}}
