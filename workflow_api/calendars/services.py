"""Making, changing and removing calendars."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.contracts.fields import json_fault
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.http.preconditions import IfMatch
from shared.slugs import free_key
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.calendars.models import Calendar, CalendarVersion
from workflow_api.engine.calendar_documents import calendar_document, compile_calendar
from workflow_api.engine.calendars import Holiday, WorkingTime
from workflow_api.engine.reading import InvalidDefinition
from workflow_api.sla import recounting
from workflow_api.workflows.models import WorkflowVersion

CONTENT = ("time_zone", "slots", "holidays")
NAMED_TWICE = "There is a calendar of this name already"


@transaction.atomic
def create_calendar(*, actor: Actor, fields: Mapping[str, Any]) -> Calendar:
    """Make a calendar. Invalid names the place where its times are wrong, Conflict a taken name."""
    content = calendar_document(read_content(fields))
    calendar = Calendar(
        key=free_key(Calendar, fields["name"]),
        name=fields["name"],
        description=fields.get("description", ""),
        updated_by_name=actor.name,
    )
    _save(calendar)
    _new_version(calendar, content, actor)
    calendar.save(update_fields=["current_version"])
    record_about(calendar, actor=actor, action="calendar.created", after=content)
    return calendar


@transaction.atomic
def update_calendar(
    *, actor: Actor, calendar_id: int, seen: IfMatch, fields: Mapping[str, Any]
) -> Calendar:
    """Change a calendar as a whole; its times get a new version when they differ.

    Clocks that run are recounted in the background and keep what was used by then.
    """
    calendar = _lock(calendar_id, seen)
    content = calendar_document(read_content(fields))
    before = _content(calendar)
    calendar.name = fields["name"]
    calendar.description = fields.get("description", "")
    if content != before:
        _new_version(calendar, content, actor)
        _recount(calendar, actor)
    _touch(calendar, actor)
    record_about(calendar, actor=actor, action="calendar.updated", before=before, after=content)
    return calendar


@transaction.atomic
def add_holidays(
    *, actor: Actor, calendar_id: int, seen: IfMatch, holidays: Sequence[Holiday]
) -> Calendar:
    """Add holidays to a calendar as a new version of it."""
    calendar = _lock(calendar_id, seen)
    before = _content(calendar)
    known = compile_calendar(before)
    more = WorkingTime(known.zone, known.slots, (*known.holidays, *holidays))
    content = calendar_document(read_content(calendar_document(more)))
    _new_version(calendar, content, actor)
    _recount(calendar, actor)
    _touch(calendar, actor)
    record_about(calendar, actor=actor, action="calendar.updated", before=before, after=content)
    return calendar


@transaction.atomic
def delete_calendar(*, actor: Actor, calendar_id: int, seen: IfMatch) -> None:
    """Remove a calendar that no workflow names and no version in use ever named."""
    calendar = _lock(calendar_id, seen)
    if users := _users(calendar):
        raise Conflict(
            f"{calendar.name} is in use",
            [FieldError("workflows", f"{name} counts in it") for name in users],
        )
    record_about(calendar, actor=actor, action="calendar.deleted", before=_content(calendar))
    Calendar.objects.filter(pk=calendar.pk).update(current_version=None)
    calendar.delete()


def read_content(fields: Mapping[str, Any]) -> WorkingTime:
    """The working time in a body; Invalid names the place where its form is wrong."""
    for field in CONTENT:
        if fault := json_fault(fields.get(field)):
            raise Invalid("Validation failed", [FieldError(field, fault)])
    try:
        return compile_calendar(fields)
    except InvalidDefinition as error:
        raise Invalid("Validation failed", [FieldError(error.path, error.problem)]) from error


def _lock(calendar_id: int, seen: IfMatch) -> Calendar:
    rows = Calendar.objects.select_related("current_version").filter(pk=calendar_id)
    calendar = rows.select_for_update(of=("self",)).first()
    if calendar is None:
        raise NotFound(f"There is no calendar {calendar_id}")
    changed = f"{calendar.updated_by_name or 'Somebody'} changed the calendar since you read it"
    seen.check(calendar, changed)
    return calendar


def _content(calendar: Calendar) -> dict[str, Any]:
    version = calendar.current_version
    return dict(version.content) if version is not None else {}


def _new_version(calendar: Calendar, content: dict[str, Any], actor: Actor) -> None:
    last = calendar.current_version.number if calendar.current_version else 0
    calendar.current_version = CalendarVersion.objects.create(
        calendar=calendar, number=last + 1, content=content, made_by_name=actor.name
    )


def _recount(calendar: Calendar, actor: Actor) -> None:
    number = calendar.current_version.number if calendar.current_version else 0
    reason = f"{calendar.name} was changed (version {number})"
    recounting.request(actor=actor, calendar=calendar, reason=reason[:300])


def _touch(calendar: Calendar, actor: Actor) -> None:
    calendar.version += 1
    calendar.updated_at = timezone.now()
    calendar.updated_by_name = actor.name
    _save(calendar)


def _save(calendar: Calendar) -> None:
    try:
        with transaction.atomic():
            calendar.save()
    except IntegrityError as error:
        if "calendar_name_unique" not in str(error):
            raise
        raise Conflict(NAMED_TWICE, [FieldError("name", NAMED_TWICE)]) from error


def _users(calendar: Calendar) -> list[str]:
    drafts = set(calendar.workflows.values_list("name", flat=True))
    frozen = WorkflowVersion.objects.filter(definition__calendar=calendar.key)
    return sorted(drafts | set(frozen.values_list("workflow__name", flat=True)))
