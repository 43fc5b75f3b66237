"""Shapes of views; the filters of a view are those of the list of tasks, checked by it."""

from collections.abc import Collection
from typing import Any

from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.tasks.api.filters import TaskFilter
from workflow_api.tasks.models import Task
from workflow_api.views.columns import COLUMNS, DENSITIES, MAX_WIDTH, MIN_WIDTH
from workflow_api.views.models import Habits, SavedView

MAX_FILTER = 300
ORDERING = "ordering"
FILTERS = frozenset(TaskFilter.base_filters) - {ORDERING}


class ColumnShape(StrictSerializer):
    """Without a width it takes what is left."""

    name = serializers.ChoiceField(choices=COLUMNS)
    width = serializers.IntegerField(min_value=MIN_WIDTH, max_value=MAX_WIDTH, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A change of some fields of a view asks for none, and would ask for none in here."""
        if "name" not in attrs:
            raise serializers.ValidationError({"name": ["This field is required."]})
        return attrs


class ColumnsField(serializers.ListField):
    def __init__(self, **options: Any) -> None:
        super().__init__(child=ColumnShape(), max_length=len(COLUMNS), **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        columns = super().run_validation(data)
        names = [column["name"] for column in columns]
        if len(names) != len(set(names)):
            raise serializers.ValidationError("names a column twice")
        return columns


def check_filters(filters: dict[str, str], *, known: Collection[str] = FILTERS) -> None:
    """ValidationError naming each parameter that the list of tasks would refuse."""
    if unknown := sorted(set(filters) - set(known)):
        faults = {name: ["is no filter of the list"] for name in unknown}
        raise serializers.ValidationError(faults)
    form = TaskFilter(filters, queryset=Task.objects.none()).form
    if not form.is_valid():
        faults = {name: [str(fault) for fault in found] for name, found in form.errors.items()}
        raise serializers.ValidationError(faults)


class SavedViewInput(StrictSerializer):
    """`filters` are query parameters of /tasks/, `ordering` is its parameter of that name."""

    name = serializers.CharField(max_length=80)
    sharing = serializers.ChoiceField(
        choices=SavedView.Sharing.choices, default=SavedView.Sharing.PRIVATE
    )
    role = serializers.CharField(max_length=150, allow_blank=True, default="")
    filters = serializers.DictField(
        child=serializers.CharField(max_length=MAX_FILTER), default=dict
    )
    ordering = serializers.CharField(max_length=40, allow_blank=True, default="")
    columns = ColumnsField(default=list)

    def validate_filters(self, filters: dict[str, str]) -> dict[str, str]:
        check_filters(filters)
        return filters

    def validate_ordering(self, ordering: str) -> str:
        form = TaskFilter({ORDERING: ordering}, queryset=Task.objects.none()).form
        if ordering and not form.is_valid():
            raise serializers.ValidationError([str(fault) for fault in form.errors[ORDERING]])
        return ordering


class SavedViewOutput(serializers.ModelSerializer):
    """`key` is what it is called in addresses; only its owner can change it."""

    key = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()
    columns = ColumnShape(many=True)
    filters = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = SavedView
        fields = [
            "id",
            "key",
            "name",
            "mine",
            "owner_id",
            "owner_name",
            "sharing",
            "role",
            "filters",
            "ordering",
            "columns",
            "version",
            "updated_at",
        ]

    def get_key(self, view: SavedView) -> str:
        return f"saved-{view.pk}"

    def get_mine(self, view: SavedView) -> bool:
        return bool(view.owner_id == self.context["request"].user.id)


class OwnColumnsShape(StrictSerializer):
    """No columns: those of the saved view, or the usual ones."""

    columns = ColumnsField()
    density = serializers.ChoiceField(choices=DENSITIES, default=DENSITIES[0])


class HabitsShape(StrictSerializer):
    """`default_view` is a built-in view's word or a saved view's key; empty for the first."""

    default_view = serializers.CharField(max_length=40, allow_blank=True, default="")
    after_completing = serializers.ChoiceField(
        choices=Habits.Afterwards.choices, default=Habits.Afterwards.STAY
    )


class ViewCounts(serializers.Serializer):
    """Exact up to 1000; 1001 says that there are more. `saved` has the first 50 by name; null for
    one whose filters the list does not know any more."""

    mine = serializers.IntegerField()
    unassigned = serializers.IntegerField()
    waiting = serializers.IntegerField()
    mentioned = serializers.IntegerField()
    watching = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    breached = serializers.IntegerField()
    done = serializers.IntegerField()
    all = serializers.IntegerField()
    saved = serializers.DictField(child=serializers.IntegerField(allow_null=True))
