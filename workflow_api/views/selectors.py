"""Which saved views a person has."""

from django.db.models import Q, QuerySet

from shared.errors import NotFound
from shared.identity.caller import Caller
from workflow_api.views.builtin import VIEWS
from workflow_api.views.models import Habits, OwnColumns, SavedView

SAVED = "saved-"


def views(caller: Caller) -> QuerySet[SavedView]:
    """One's own and those that others share with one's roles, by name."""
    shared = Q(sharing=SavedView.Sharing.ROLE, role__in=caller.role_names())
    return SavedView.objects.filter(Q(owner_id=caller.id) | shared).order_by("name", "pk")


def view(caller: Caller, view_id: int) -> SavedView:
    """NotFound for what others keep to themselves."""
    found = views(caller).filter(pk=view_id).first()
    if found is None:
        raise NotFound(f"There is no view {view_id}")
    return found


def require_view(caller: Caller, key: str) -> None:
    """NotFound unless `key` is a built-in view or one that the person has."""
    if key in VIEWS:
        return
    number = key.removeprefix(SAVED)
    if not key.startswith(SAVED) or not (number.isascii() and number.isdigit()):
        raise NotFound(f"There is no view {key}")
    view(caller, int(number[:18]))


def own_columns(caller: Caller, key: str) -> OwnColumns:
    """What the person has chosen for a view; nothing chosen is an empty list."""
    require_view(caller, key)
    chosen = OwnColumns.objects.filter(user_id=caller.id, view=key).first()
    return chosen or OwnColumns(user_id=caller.id, view=key)


def habits(caller: Caller) -> Habits:
    return Habits.objects.filter(pk=caller.id).first() or Habits(user_id=caller.id)
