"""Whose macro it is: the rows that each reach of the permission table's macro lines covers."""

from django.db.models import Q

from shared.identity.caller import Caller
from shared.identity.rights import Action, Reach, decide
from workflow_api.macros.models import Macro

Scope = Macro.Scope


def _reaches_all(caller: Caller, action: Action) -> bool:
    return decide(caller.roles, action).reach is Reach.ALL


def readable(caller: Caller) -> Q:
    """Those for everybody, of one's roles and one's own; admins and auditors read all."""
    return Q() if _reaches_all(caller, Action.READ_MACROS) else _of(caller)


def usable(caller: Caller) -> Q:
    """Those to run: for an admin every shared one, for anybody else those of their roles."""
    if _reaches_all(caller, Action.USE_MACROS):
        return ~Q(scope=Scope.PERSONAL) | Q(owner_id=caller.id)
    return _of(caller)


def _of(caller: Caller) -> Q:
    own = Q(scope=Scope.PERSONAL, owner_id=caller.id)
    shared = Q(scope=Scope.ROLE, role__in=caller.role_names())
    return Q(scope=Scope.EVERYBODY) | shared | own


def why_not_edit(caller: Caller, macro: Macro) -> str:
    """Why somebody who can read a macro may not change it; empty when they may."""
    if _reaches_all(caller, Action.SHARE_MACROS):
        return ""
    if macro.scope == Scope.PERSONAL:
        mine = macro.owner_id == caller.id and decide(caller.roles, Action.USE_MACROS).allowed
        return "" if mine else f"The macro is {macro.owner_name}'s own"
    if not decide(caller.roles, Action.SHARE_MACROS).allowed:
        return "Only an Admin, and a Manager or Ticket Coordinator for their roles, shares macros"
    if macro.scope == Scope.EVERYBODY:
        return "Only an Admin changes what is for everybody"
    return "" if caller.has_role(macro.role) else f"You are no member of {macro.role}"
