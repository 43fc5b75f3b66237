"""Which macros a person reads, and which they may run."""

from django.db.models import QuerySet

from shared.errors import NotFound
from shared.identity.caller import Caller
from workflow_api.macros import permissions
from workflow_api.macros.models import Macro


def macros(caller: Caller) -> QuerySet[Macro]:
    """In the order in which they are offered."""
    return Macro.objects.filter(permissions.readable(caller)).order_by("position", "name", "pk")


def macro(caller: Caller, macro_id: int) -> Macro:
    """NotFound for what is not the person's to read."""
    return _only(macros(caller), macro_id)


def usable(caller: Caller) -> QuerySet[Macro]:
    """The active ones that the person may run, in their order."""
    found = Macro.objects.filter(permissions.usable(caller), is_active=True)
    return found.order_by("position", "name", "pk")


def usable_one(caller: Caller, macro_id: int) -> Macro:
    """NotFound for one that is switched off or of roles that the person does not have."""
    return _only(usable(caller), macro_id)


def _only(among: QuerySet[Macro], macro_id: int) -> Macro:
    found = among.filter(pk=macro_id).first()
    if found is None:
        raise NotFound(f"There is no macro {macro_id}")
    return found
