"""Shapes of tasks (specification: api.md, "Shapes that clients rely on")."""

from datetime import datetime

from rest_framework import serializers

from workflow_api.engine.sla import SlaState
from workflow_api.external.models import EndAction
from workflow_api.tasks import selectors
from workflow_api.tasks.models import Task
from workflow_api.tasks.states import SLA_STATES


class TaskOutput(serializers.ModelSerializer):
    """A task in a list; `assigned_user` is empty while the current step waits for somebody."""

    task_id = serializers.IntegerField(source="pk")
    number = serializers.CharField()
    workflow_name = serializers.CharField(source="workflow.name")
    workflow_version = serializers.IntegerField(source="workflow_version.number")
    external_ticket_id = serializers.CharField(source="ticket.external_id")
    ticket_number = serializers.CharField(source="ticket.ticket_number")
    description = serializers.CharField(source="ticket.canonical.description")
    category = serializers.CharField(source="ticket.category")
    sub_category = serializers.CharField(source="ticket.sub_category")
    department = serializers.CharField(source="ticket.department")
    current_step_name = serializers.SerializerMethodField()
    current_role = serializers.SerializerMethodField()
    item_id = serializers.SerializerMethodField()
    assigned_user = serializers.SerializerMethodField()
    assigned_user_name = serializers.SerializerMethodField()
    coordinator = serializers.IntegerField(source="coordinator_id", allow_null=True)
    sla_state = serializers.ChoiceField(choices=SLA_STATES)
    is_sla_breached = serializers.SerializerMethodField()
    first_touch_until = serializers.SerializerMethodField()

    class Meta:
        model = Task
        fields = [
            "task_id",
            "number",
            "workflow_id",
            "workflow_name",
            "workflow_version",
            "external_ticket_id",
            "ticket_number",
            "title",
            "description",
            "category",
            "sub_category",
            "department",
            "priority",
            "status",
            "current_step",
            "current_step_name",
            "current_role",
            "item_id",
            "assigned_user",
            "assigned_user_name",
            "coordinator",
            "coordinator_name",
            "sla_deadline",
            "step_deadline",
            "sla_state",
            "is_sla_breached",
            "first_touch_until",
            "created_at",
            "started_at",
            "completed_at",
            "version",
        ]

    def get_current_step_name(self, task: Task) -> str | None:
        item = selectors.open_item(task)
        return item.step_name if item else None

    def get_current_role(self, task: Task) -> str | None:
        item = selectors.open_item(task)
        return item.role if item else None

    def get_item_id(self, task: Task) -> int | None:
        item = selectors.open_item(task)
        return item.pk if item else None

    def get_assigned_user(self, task: Task) -> int | None:
        item = selectors.open_item(task)
        return item.assignee_id if item else None

    def get_assigned_user_name(self, task: Task) -> str | None:
        item = selectors.open_item(task)
        return item.assignee_name or None if item else None

    def get_first_touch_until(self, task: Task) -> datetime | None:
        """Until when its person has to begin, or somebody else gets it."""
        item = selectors.open_item(task)
        return item.first_touch_until if item and item.is_untouched else None

    def get_is_sla_breached(self, task: Task) -> bool:
        state: str = task.sla_state  # type: ignore[attr-defined]
        return state == SlaState.BREACHED


class EndForeseenOutput(serializers.Serializer):
    """The system that the end of the workflow would tell, and what it would be sent."""

    system = serializers.ChoiceField(choices=EndAction.System.choices)
    request = serializers.DictField()


class ActionOutput(serializers.Serializer):
    """`tells` is for ways that end the workflow well; null when nothing would be sent."""

    transition = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name, not its label
    to_step = serializers.CharField(allow_null=True)
    outcome = serializers.CharField()
    requires_comment = serializers.BooleanField()
    needs_fields = serializers.ListField(child=serializers.CharField())
    blocked = serializers.BooleanField()
    reason = serializers.CharField()
    tells = EndForeseenOutput(allow_null=True)


class TaskActionsOutput(serializers.Serializer):
    """What this person may do now; `version` is what a transition has to name."""

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    actions = ActionOutput(many=True)
    may_claim = serializers.BooleanField()
    may_release = serializers.BooleanField()
    may_begin = serializers.BooleanField()
    may_transfer = serializers.BooleanField()
    may_escalate = serializers.BooleanField()
    may_tick = serializers.BooleanField()
    may_hold = serializers.BooleanField()
    may_resume = serializers.BooleanField()
    may_move = serializers.BooleanField()
    may_reassign = serializers.BooleanField()
    may_change_priority = serializers.BooleanField()
    may_adjust = serializers.BooleanField()
    may_reopen = serializers.BooleanField()
    may_close = serializers.BooleanField()
    may_cancel = serializers.BooleanField()


class TaskEventOutput(serializers.Serializer):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    actor_id = serializers.IntegerField(allow_null=True)
    actor_name = serializers.CharField()
    step = serializers.CharField(source="step_key")
    item_id = serializers.IntegerField(allow_null=True)
    summary = serializers.CharField()
    notes = serializers.CharField()
    facts = serializers.DictField()
    version = serializers.IntegerField(source="task_version")
    workflow_version = serializers.IntegerField(
        allow_null=True, help_text="What it went by; null in lines older than this record"
    )
