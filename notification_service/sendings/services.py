"""Notices of other programs: kept, handed to the mail queue, and repeated on request."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from notification_service.sendings.composing import mail_of
from notification_service.sendings.models import Sending
from notification_service.sendings.selectors import on_its_way
from shared import context
from shared.errors import Conflict, NotFound
from shared.identity.caller import Caller
from shared.outbox.services import publish

COPIED: Final = (
    "key_id",
    "key_name",
    "user_email",
    "user_name",
    "notification_type",
    "context_data",
)


@transaction.atomic
def send(
    *,
    program: Caller,
    user_email: str,
    user_name: str,
    notification_type: str,
    context_data: Mapping[str, Any],
) -> Sending:
    """Keep what `program` asked for and have it mailed once."""
    return _send(
        key_id=program.key_id,
        key_name=program.username,
        user_email=user_email,
        user_name=user_name,
        notification_type=notification_type,
        context_data=dict(context_data),
    )


@transaction.atomic
def repeat(*, caller: Caller, sending_id: uuid.UUID) -> Sending:
    """Mail it once more, as a sending of its own.

    NotFound when the caller has none of this id, Conflict while its mail is still attempted.
    """
    sending = Sending.objects.visible_to(caller).select_for_update().filter(pk=sending_id).first()
    if sending is None:
        raise NotFound(f"There is no notification {sending_id}")
    if on_its_way(sending):
        raise Conflict("It is still on its way: its mail goes out without being sent again")
    return _send(repeats=sending.pk, **{name: getattr(sending, name) for name in COPIED})


def _send(**facts: Any) -> Sending:
    sending = Sending.objects.create(correlation_id=context.current_correlation_id(), **facts)
    publish(mail_of(sending), message_id=sending.pk)
    return sending
