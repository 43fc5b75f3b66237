"""Telling people: the row first, then the mail and the hint for open screens, all or nothing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from notification_service.decisions.models import UnsentNotice
from notification_service.decisions.services import keep
from notification_service.inbox_items.models import InAppNotification
from shared.context import Context, bound, current
from shared.contracts.notifications import SendEmail
from shared.contracts.realtime import PushEvent
from shared.errors import NotFound
from shared.identity.caller import Caller
from shared.outbox.services import publish

Cause = UnsentNotice.Cause
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tts:notification")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What happened, the same for everybody who is told."""

    event_id: str
    subject: str
    message: str
    notification_type: str
    related_task_item_id: int | None = None
    related_ticket_number: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A notice with whom it is for: user id → why they are told."""

    notice: Notice
    recipients: Mapping[int, str]
    context: Context = field(default_factory=current)


@transaction.atomic
def notify(tellings: Sequence[Telling]) -> None:
    """Tell each person who has not heard of the event yet, and whose own act it is not."""
    items = {
        item.id: (item, telling.context)
        for telling in tellings
        for item in (_item(telling.notice, u, why) for u, why in telling.recipients.items())
    }
    told = InAppNotification.objects.filter(id__in=items).values_list("id", flat=True)
    unsent = [_unsent(items.pop(known)[0], Cause.TOLD_BEFORE) for known in set(told)]
    own = [key for key, (item, _) in items.items() if _is_own_act(item)]
    keep([*unsent, *(_unsent(items.pop(key)[0], Cause.OWN_ACT) for key in own)])
    # Two messages about one event may race past the query: ids that follow from person and event
    # make the loser's mail and hint the same as the winner's.
    new = [items[key] for key in sorted(items)]
    InAppNotification.objects.bulk_create((item for item, _ in new), ignore_conflicts=True)
    for item, context in new:
        with bound(context):
            publish(_mail(item), message_id=uuid.uuid5(item.id, "mail"))
            publish(_hint(item), message_id=uuid.uuid5(item.id, "hint"))


@transaction.atomic
def set_read(*, caller: Caller, notification_id: uuid.UUID, is_read: bool) -> InAppNotification:
    """Mark one of the caller's notifications. NotFound when they have no such notification."""
    own = InAppNotification.objects.visible_to(caller).filter(pk=notification_id)
    own.filter(is_read=not is_read).update(is_read=is_read, read_at=Now() if is_read else None)
    item = own.first()
    if item is None:
        raise NotFound(f"You have no notification {notification_id}")
    return item


@transaction.atomic
def mark_all_read(*, caller: Caller) -> int:
    """Mark all of the caller's notifications; returns how many were unread."""
    unread = InAppNotification.objects.visible_to(caller).unread()
    return unread.update(is_read=True, read_at=Now())


def _item(notice: Notice, user_id: int, why: str) -> InAppNotification:
    return InAppNotification(
        id=uuid.uuid5(_NAMESPACE, f"{user_id}:{notice.event_id}"),
        user_id=user_id,
        event_id=notice.event_id,
        subject=notice.subject,
        message=notice.message,
        notification_type=notice.notification_type,
        reason=why,
        related_task_item_id=notice.related_task_item_id,
        related_ticket_number=notice.related_ticket_number,
        metadata=notice.metadata,
    )


def _is_own_act(item: InAppNotification) -> bool:
    """Nobody is told of what they did themselves; senders name the doer in `actor_id`."""
    return bool(item.metadata.get("actor_id") == item.user_id)


def _unsent(item: InAppNotification, cause: UnsentNotice.Cause) -> UnsentNotice:
    return UnsentNotice(
        event_id=item.event_id,
        user_id=item.user_id,
        cause=cause,
        subject=item.subject,
        notification_type=item.notification_type,
        related_ticket_number=item.related_ticket_number,
    )


def _mail(item: InAppNotification) -> SendEmail:
    return SendEmail(
        user_id=item.user_id,
        subject=item.subject,
        message=item.message,
        notification_type=item.notification_type,
        notification_id=str(item.id),
        related_ticket_number=item.related_ticket_number,
        metadata={**item.metadata, "why": item.reason},
    )


def _hint(item: InAppNotification) -> PushEvent:
    return PushEvent(
        event_id=str(item.id),
        stream=f"user:{item.user_id}",
        type="notification",
        data={
            "id": str(item.id),
            "subject": item.subject,
            "message": item.message,
            "notification_type": item.notification_type,
            "reason": item.reason,
            "related_task_item_id": item.related_task_item_id,
            "related_ticket_number": item.related_ticket_number,
            "metadata": item.metadata,
            "is_read": item.is_read,
            "created_at": item.created_at.isoformat(),
        },
    )
