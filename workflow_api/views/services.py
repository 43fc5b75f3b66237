"""Keeping views, columns and habits. They are people's own, so the audit has no part in them."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.http.preconditions import IfMatch
from shared.identity.caller import Caller
from workflow_api.tasks.permissions import ADMIN
from workflow_api.views import selectors
from workflow_api.views.models import Habits, OwnColumns, SavedView

MOST_VIEWS: Final = 100
CHANGEABLE: Final = ("name", "sharing", "role", "filters", "ordering", "columns")


@transaction.atomic
def save_view(*, caller: Caller, fields: Mapping[str, Any]) -> SavedView:
    """Keep a new view. Conflict when the owner has one of that name or a hundred already."""
    if SavedView.objects.filter(owner_id=caller.id).count() >= MOST_VIEWS:
        raise Conflict(f"You have {MOST_VIEWS} views already: delete one first")
    view = SavedView(owner_id=caller.id, owner_name=caller.full_name or caller.username)
    _put(view, caller, fields)
    return view


@transaction.atomic
def change_view(
    *, view_id: int, caller: Caller, fields: Mapping[str, Any], seen: IfMatch
) -> SavedView:
    """Change one's own view. PreconditionFailed when it is not in the state that was seen."""
    view = _own(caller, view_id, seen)
    view.version += 1
    _put(view, caller, fields)
    return view


@transaction.atomic
def delete_view(*, view_id: int, caller: Caller, seen: IfMatch) -> None:
    """Delete one's own view, with what others have arranged for it."""
    view = _own(caller, view_id, seen)
    OwnColumns.objects.filter(view=f"{selectors.SAVED}{view.pk}").delete()
    Habits.objects.filter(default_view=f"{selectors.SAVED}{view.pk}").update(default_view="")
    view.delete()


@transaction.atomic
def arrange(
    *, caller: Caller, view: str, columns: list[dict[str, Any]], density: str
) -> OwnColumns:
    """Choose columns, their order and widths for oneself alone."""
    selectors.require_view(caller, view)
    arranged, _ = OwnColumns.objects.update_or_create(
        user_id=caller.id,
        view=view,
        defaults={"columns": columns, "density": density, "updated_at": timezone.now()},
    )
    return arranged


@transaction.atomic
def adopt(*, caller: Caller, default_view: str, after_completing: str) -> Habits:
    """Remember where the list begins, and what follows on a finished task."""
    if default_view:
        selectors.require_view(caller, default_view)
    kept, _ = Habits.objects.update_or_create(
        pk=caller.id,
        defaults={"default_view": default_view, "after_completing": after_completing},
    )
    return kept


def _own(caller: Caller, view_id: int, seen: IfMatch) -> SavedView:
    selectors.view(caller, view_id)
    view = SavedView.objects.select_for_update().get(pk=view_id)
    if view.owner_id != caller.id:
        raise Forbidden(f"Only {view.owner_name} can change this view; save it under another name")
    seen.check(view)
    return view


def _put(view: SavedView, caller: Caller, fields: Mapping[str, Any]) -> None:
    for name in CHANGEABLE:
        if name in fields:
            setattr(view, name, fields[name])
    if view.sharing == SavedView.Sharing.PRIVATE:
        view.role = ""
    _check_role(view, caller)
    view.updated_at = timezone.now()
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        if "view_name_once_per_owner" not in str(error):
            raise
        fault = FieldError("name", "is the name of another view of yours")
        raise Conflict(f"You have a view called {view.name}", [fault]) from error


def _check_role(view: SavedView, caller: Caller) -> None:
    """Views are shared among colleagues: with a role that one has."""
    if view.sharing == SavedView.Sharing.PRIVATE or caller.has_role(ADMIN):
        if view.sharing == SavedView.Sharing.ROLE and not view.role:
            raise Invalid("Validation failed", [FieldError("role", "is required to share")])
        return
    if view.role not in caller.role_names():
        own = ", ".join(sorted(caller.role_names()))
        raise Invalid("Validation failed", [FieldError("role", f"must be one of yours: {own}")])
