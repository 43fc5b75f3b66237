"""Shapes of macros."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.holds.models import Reason
from workflow_api.macros import changes, permissions
from workflow_api.macros.models import Macro
from workflow_api.tasks.api.inputs import SimpleValues
from workflow_api.tickets.models import WorkflowTicket

MAX_TEXT: Final = 4_000
MAX_TICKS: Final = 50
MAX_TICK: Final = 500
MAX_POSITION: Final = 10_000
MAX_HOURS: Final = 8_760
FIELDS: Final = "fields"


class HoldShape(StrictSerializer):
    """`code` is one of /tasks/hold-reasons/; without `hours` the hold lasts until it is lifted."""

    code = serializers.ChoiceField(choices=Reason.choices)
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")
    hours = serializers.IntegerField(
        min_value=1, max_value=MAX_HOURS, required=False, allow_null=True, default=None
    )


class MacroInput(StrictSerializer):
    """Everything that is left out is not done. `text` may hold the variables of
    /macros/variables/ in double braces; `transition` is the key of a way out, or an outcome."""

    name = serializers.CharField(max_length=80)
    description = serializers.CharField(max_length=300, allow_blank=True, default="")
    scope = serializers.ChoiceField(choices=Macro.Scope.choices, default=Macro.Scope.PERSONAL)
    role = serializers.CharField(max_length=150, allow_blank=True, default="")
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, default=0)
    is_active = serializers.BooleanField(default=True)
    priority = serializers.ChoiceField(
        choices=WorkflowTicket.Priority.choices, allow_blank=True, default=""
    )
    ticks = serializers.ListField(
        child=serializers.CharField(max_length=MAX_TICK), max_length=MAX_TICKS, default=list
    )
    text_kind = serializers.ChoiceField(
        choices=Macro.TextKind.choices, allow_blank=True, default=""
    )
    text = serializers.CharField(
        max_length=MAX_TEXT, allow_blank=True, trim_whitespace=False, default=""
    )
    transition = serializers.CharField(max_length=64, allow_blank=True, default="")
    hold = HoldShape(required=False, allow_null=True, default=None)

    def get_fields(self) -> Any:
        # A serializer's own attribute has this name.
        return {**super().get_fields(), FIELDS: SimpleValues(default=dict)}

    def to_internal_value(self, data: Any) -> Any:
        """As the columns of a macro: the terms of a hold stand beside each other."""
        given = super().to_internal_value(data)
        if "hold" not in given:
            return given
        hold = given.pop("hold") or {"code": "", "reason": "", "hours": None}
        return {**given, **{f"hold_{name}": value for name, value in hold.items()}}


class MacroOutput(serializers.ModelSerializer):
    """`may_edit`: whether the reader may change it."""

    ticks = serializers.ListField(child=serializers.CharField())
    hold = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()
    may_edit = serializers.SerializerMethodField()

    class Meta:
        model = Macro
        fields = [
            "id",
            "name",
            "description",
            "scope",
            "role",
            "owner_id",
            "owner_name",
            "mine",
            "may_edit",
            "position",
            "is_active",
            "priority",
            "ticks",
            "fields",
            "text_kind",
            "text",
            "transition",
            "hold",
            "version",
            "updated_at",
            "updated_by_name",
        ]

    def get_fields(self) -> Any:
        return {**super().get_fields(), FIELDS: serializers.DictField()}

    @extend_schema_field(HoldShape(allow_null=True))
    def get_hold(self, macro: Macro) -> dict[str, Any] | None:
        if not macro.hold_code:
            return None
        return {"code": macro.hold_code, "reason": macro.hold_reason, "hours": macro.hold_hours}

    def get_mine(self, macro: Macro) -> bool:
        return bool(macro.owner_id == self.context["request"].user.id)

    def get_may_edit(self, macro: Macro) -> bool:
        return not permissions.why_not_edit(self.context["request"].user, macro)


class MacroVariableOutput(serializers.Serializer):
    name = serializers.CharField()
    meaning = serializers.CharField()


class MacroGivenInput(StrictSerializer):
    """What the person adds: their own words in place of the macro's note, and further values."""

    notes = serializers.CharField(max_length=10_000, allow_blank=True, default="")

    def get_fields(self) -> Any:
        return {**super().get_fields(), FIELDS: SimpleValues(default=dict)}


class MacroRunInput(MacroGivenInput):
    """`version` of the task and `macro_version` are those that were seen."""

    version = serializers.IntegerField(min_value=1)
    macro_version = serializers.IntegerField(min_value=1)


class UsableMacroOutput(serializers.Serializer):
    """A macro as it stands with one task; `reason` says why it is blocked."""

    id = serializers.IntegerField(source="macro.pk")
    name = serializers.CharField(source="macro.name")
    description = serializers.CharField(source="macro.description")
    scope = serializers.ChoiceField(source="macro.scope", choices=Macro.Scope.choices)
    role = serializers.CharField(source="macro.role")
    version = serializers.IntegerField(source="macro.version")
    blocked = serializers.BooleanField()
    reason = serializers.CharField()
    requires_comment = serializers.BooleanField()
    needs_fields = serializers.ListField(child=serializers.CharField())


class TaskMacrosOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    macros = UsableMacroOutput(many=True)


class MacroChangeOutput(serializers.Serializer):
    """`name` is the item, the field or the way out; `after` of a way is its step, empty for the
    end of the workflow."""

    kind = serializers.ChoiceField(choices=changes.KINDS)
    name = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class MacroEffectOutput(serializers.Serializer):
    status_before = serializers.CharField()
    status = serializers.CharField()
    step_before = serializers.CharField()
    step = serializers.CharField()
    assigned_before = serializers.CharField()
    assigned = serializers.CharField()
    sla_deadline_before = serializers.DateTimeField(allow_null=True)
    sla_deadline = serializers.DateTimeField(allow_null=True)
    step_deadline_before = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)
    asks = serializers.CharField()


class MacroPreviewOutput(serializers.Serializer):
    """What a run would change. `effect` is there when nothing stands in the way or is missing;
    `reply` is the text that would be put before the person, and sent to nobody."""

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    macro_version = serializers.IntegerField(source="judgement.macro.version")
    blocked = serializers.BooleanField(source="judgement.blocked")
    reason = serializers.CharField(source="judgement.reason")
    requires_comment = serializers.BooleanField(source="judgement.requires_comment")
    needs_fields = serializers.ListField(
        source="judgement.needs_fields", child=serializers.CharField()
    )
    changes = MacroChangeOutput(source="judgement.changes", many=True)
    reply = serializers.CharField()
    effect = MacroEffectOutput(allow_null=True)


class MacroUndoOutput(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    until = serializers.DateTimeField(source="undo_until")


class MacroRunOutput(serializers.Serializer):
    """`reply` waits for a person to send it; `undo` is there when the run can be taken back.

    `version` is the task's after the run.
    """

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    reply = serializers.CharField()
    undo = MacroUndoOutput(allow_null=True)


class MacroUndoneOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    undone_at = serializers.DateTimeField()
