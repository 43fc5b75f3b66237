"""Saying how much a person can do at a time."""

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, NotFound
from shared.identity.caller import TTS, Caller
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.capacity.models import Capacity
from workflow_api.capacity.permissions import why_not_set
from workflow_api.roles.models import RoleMember


@transaction.atomic
def set_capacity(
    *, user_id: int, items: int | None, seen: int, caller: Caller, actor: Actor
) -> int:
    """Let `items` be what fills somebody's hands (None: the usual); what holds then.

    NotFound for somebody without a role, Forbidden for the people of others, Conflict naming who
    changed it when it is not what the writer has `seen`.
    """
    members = list(RoleMember.objects.filter(user_id=user_id, is_active=True, role__system=TTS))
    if not members:
        raise NotFound(f"Nobody with the id {user_id} has a role")
    if why_not := why_not_set(caller, members):
        raise Forbidden(why_not)
    _one_at_a_time(user_id)
    known = Capacity.objects.filter(user_id=user_id).first()
    before = known.items if known else settings.CAPACITY
    if before != seen:
        raise _changed(known, before)
    after = settings.CAPACITY if items is None else items
    _keep(user_id, items, caller, actor)
    _audit(user_id, before, after, actor)
    return after


def _one_at_a_time(user_id: int) -> None:
    """There may be no row to lock yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('capacity', %s))", [user_id])


def _changed(known: Capacity | None, now: int) -> Conflict:
    who = f"{known.set_by_name} set it to {now}" if known else f"it is the usual {now} again"
    return Conflict(f"The capacity was changed: {who}", [FieldError("seen", f"is {now} now")])


def _keep(user_id: int, items: int | None, caller: Caller, actor: Actor) -> None:
    if items is None:
        Capacity.objects.filter(user_id=user_id).delete()
        return
    said = {"items": items, "set_by_id": caller.id, "set_by_name": actor.name}
    Capacity.objects.update_or_create(user_id=user_id, defaults={**said, "set_at": timezone.now()})


def _audit(user_id: int, before: int, after: int, actor: Actor) -> None:
    record(
        actor=actor,
        action="capacity.changed",
        object_type="person",
        object_id=user_id,
        before={"items": before},
        after={"items": after},
    )
