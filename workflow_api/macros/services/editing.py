"""Keeping macros: who may, what they hold, and that nobody overwrites somebody else's change."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.http.preconditions import IfMatch
from shared.identity.caller import TTS, Caller
from shared.identity.rights import Action, Reach, decide
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.macros import permissions, rules, selectors
from workflow_api.macros.models import Macro
from workflow_api.roles.models import Role

Scope = Macro.Scope
MOST_IN_ONE_PLACE: Final = 100
CONTENT: Final = (
    "name",
    "description",
    "scope",
    "role",
    "position",
    "is_active",
    "priority",
    "ticks",
    "fields",
    "text_kind",
    "text",
    "transition",
    "hold_code",
    "hold_reason",
    "hold_hours",
)


@transaction.atomic
def create_macro(*, caller: Caller, actor: Actor, fields: Mapping[str, Any]) -> Macro:
    """Keep a new macro of the caller.

    Invalid names what makes it no macro, Forbidden a place that is not theirs to put it, Conflict
    a name that is taken there.
    """
    macro = Macro(owner_id=caller.id, owner_name=actor.name)
    _put(macro, fields, caller, actor)
    if _beside(macro).count() >= MOST_IN_ONE_PLACE:
        raise Conflict(f"There are {MOST_IN_ONE_PLACE} macros already: delete one first")
    _save(macro)
    record_about(macro, actor=actor, action="macro.created", after=_as_saved(macro))
    return macro


@transaction.atomic
def change_macro(
    *, macro_id: int, caller: Caller, actor: Actor, fields: Mapping[str, Any], seen: IfMatch
) -> Macro:
    """Change a macro. PreconditionFailed when it is not in the state that was seen."""
    macro = _lock(macro_id, caller, seen)
    before = content(macro)
    _put(macro, fields, caller, actor)
    macro.version += 1
    _save(macro)
    record_about(macro, actor=actor, action="macro.changed", before=before, after=_as_saved(macro))
    return macro


@transaction.atomic
def delete_macro(*, macro_id: int, caller: Caller, actor: Actor, seen: IfMatch) -> None:
    """Delete a macro; what its runs did stays."""
    macro = _lock(macro_id, caller, seen)
    record_about(macro, actor=actor, action="macro.deleted", before=content(macro))
    macro.delete()


def content(macro: Macro) -> dict[str, Any]:
    """What somebody decides about a macro, as the audit keeps it."""
    return {name: getattr(macro, name) for name in CONTENT}


def _as_saved(macro: Macro) -> dict[str, Any]:
    return {"version": macro.version, **content(macro)}


def draft(*, caller: Caller, actor: Actor, fields: Mapping[str, Any]) -> Macro:
    """A macro as somebody is writing it, to be tried and not kept. Invalid as for a kept one."""
    macro = Macro(owner_id=caller.id, owner_name=actor.name)
    _put(macro, fields, caller, actor)
    return macro


def _lock(macro_id: int, caller: Caller, seen: IfMatch) -> Macro:
    selectors.macro(caller, macro_id)
    macro = Macro.objects.select_for_update().get(pk=macro_id)
    if why_not := permissions.why_not_edit(caller, macro):
        raise Forbidden(why_not)
    seen.check(macro, f"{macro.updated_by_name} changed the macro since you read it")
    return macro


def _put(macro: Macro, fields: Mapping[str, Any], caller: Caller, actor: Actor) -> None:
    was_own = macro.scope == Scope.PERSONAL
    for name in CONTENT:
        if name in fields:
            setattr(macro, name, fields[name])
    if macro.scope == Scope.PERSONAL and not was_own:
        macro.owner_id, macro.owner_name = caller.id, actor.name
    macro.updated_at, macro.updated_by_name = timezone.now(), actor.name
    faults = [*rules.problems(macro), *_role_faults(macro, caller)]
    if faults:
        raise Invalid("Validation failed", faults)
    if why_not := permissions.why_not_edit(caller, macro):
        raise Forbidden(why_not)


def _role_faults(macro: Macro, caller: Caller) -> list[FieldError]:
    """Whoever may share at all is told which roles they may share with."""
    verdict = decide(caller.roles, Action.SHARE_MACROS)
    if macro.scope != Scope.ROLE or not macro.role or not verdict.allowed:
        return []
    if verdict.reach is not Reach.ALL and macro.role not in caller.role_names():
        own = ", ".join(sorted(caller.role_names()))
        return [FieldError("role", f"must be one of yours: {own}")]
    known = Role.objects.filter(system=TTS, name=macro.role, is_active=True).exists()
    return [] if known else [FieldError("role", f"There is no role {macro.role}")]


def _beside(macro: Macro) -> QuerySet[Macro]:
    here = Macro.objects.filter(scope=macro.scope, role=macro.role)
    return here.filter(owner_id=macro.owner_id) if macro.scope == Scope.PERSONAL else here


def _save(macro: Macro) -> None:
    try:
        with transaction.atomic():
            macro.save()
    except IntegrityError as error:
        if "macro_name_once" not in str(error):
            raise
        fault = FieldError("name", "is the name of another macro there")
        raise Conflict(f"There is a macro called {macro.name} already", [fault]) from error
