"""Who says how much a person can do at a time."""

from collections.abc import Iterable

from shared.identity.caller import Caller
from shared.identity.rights import Action, Reach, decide
from shared.identity.standing import managed_department
from workflow_api.roles.models import RoleMember
from workflow_api.roles.selectors import manages_elsewhere


def why_not_set(caller: Caller, memberships: Iterable[RoleMember]) -> str:
    """Why this person may not say it of somebody with these memberships; empty when they may.

    An Admin may of anybody, a Manager of the people of their department.
    """
    reach = decide(caller.roles, Action.DIRECT).reach
    if reach is Reach.ALL:
        return ""
    own = managed_department(caller)
    if reach is not Reach.DEPARTMENT or not own:
        return "Only an admin, or the manager of their department, can set this"
    elsewhere = any(manages_elsewhere(each, own) for each in memberships)
    return "They belong to another department" if elsewhere else ""
