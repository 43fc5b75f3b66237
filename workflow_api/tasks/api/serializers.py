"""Shapes of tasks (specification: api.md, "Shapes that clients rely on")."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workflow_api.engine.sla import SlaState
from workflow_api.external.models import EndAction, ExternalCall
from workflow_api.tasks import progress, selectors
from workflow_api.tasks.api.standing import ApprovalsOutput, HoldOutput
from workflow_api.tasks.models import Task, TaskItem
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


class PathStepOutput(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField()
    state = serializers.ChoiceField(choices=progress.STATES)
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    dwell_seconds = serializers.IntegerField()


class EndActionOutput(serializers.ModelSerializer):
    """What the end of the workflow asked of AMS or BMS, and their answer."""

    class Meta:
        model = EndAction
        fields = ["system", "state", "request", "receipt", "sent_at", "answered_at"]


class ExternalCallOutput(serializers.ModelSerializer):
    """What a step asked of another system, and what became of it.

    `alternatives` are what the partner named in place of what it refused; `resolution` is what a
    person decided: empty, `retried`, `by_hand`, or `left` when the task was moved away from it.
    """

    step = serializers.CharField(source="item.step_key")
    alternatives = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ExternalCall
        fields = [
            "id",
            "step",
            "operation",
            "system",
            "state",
            "request",
            "result",
            "error_code",
            "reason",
            "alternatives",
            "attempts",
            "asked_at",
            "answered_at",
            "resolution",
        ]


class RequesterOutput(serializers.Serializer):
    id = serializers.JSONField(allow_null=True)
    name = serializers.CharField()
    email = serializers.CharField()


class AttachmentLinkOutput(serializers.Serializer):
    filename = serializers.CharField()
    url = serializers.CharField()


class TaskTicketOutput(serializers.Serializer):
    """The canonical ticket of a task; `details` is what its sender added."""

    external_id = serializers.CharField()
    source_service = serializers.CharField()
    subject = serializers.CharField()
    description = serializers.CharField()
    category = serializers.CharField()
    sub_category = serializers.CharField()
    department = serializers.CharField()
    priority = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    attachments = AttachmentLinkOutput(many=True)
    details = serializers.DictField()


class GraphReference(serializers.Serializer):
    """Where the drawing of the version lies: /workflows/{workflow_id}/versions/{version}/."""

    workflow_id = serializers.IntegerField()
    version = serializers.IntegerField(source="workflow_version.number")


class TaskDetailOutput(TaskOutput):
    """A task with its ticket, the strip of its steps, and what its end asked for.

    `waiting_until` is when a wait step goes on by itself; `filled` is what people filled in.
    """

    requester = RequesterOutput(source="ticket.canonical.requester")
    ticket = TaskTicketOutput(source="ticket.canonical")
    steps = serializers.SerializerMethodField()
    graph = GraphReference(source="*")
    end_action = serializers.SerializerMethodField()
    external_calls = ExternalCallOutput(many=True)
    hold = serializers.SerializerMethodField()
    waiting_until = serializers.SerializerMethodField()
    approvals = serializers.SerializerMethodField()
    filled = serializers.DictField()

    class Meta(TaskOutput.Meta):
        fields = [
            *TaskOutput.Meta.fields,
            "hold",
            "waiting_until",
            "approvals",
            "filled",
            "requester",
            "ticket",
            "steps",
            "graph",
            "end_action",
            "external_calls",
        ]

    @extend_schema_field(PathStepOutput(many=True))
    def get_steps(self, task: Task) -> Any:
        return PathStepOutput(selectors.path_of(task), many=True).data

    @extend_schema_field(EndActionOutput(allow_null=True))
    def get_end_action(self, task: Task) -> Any:
        action = getattr(task, "end_action", None)
        return EndActionOutput(action).data if action is not None else None

    @extend_schema_field(HoldOutput(allow_null=True))
    def get_hold(self, task: Task) -> Any:
        hold = selectors.hold_of(task)
        return HoldOutput(hold).data if hold is not None else None

    def get_waiting_until(self, task: Task) -> datetime | None:
        item = selectors.open_item(task)
        return item.wakes_at if item else None

    @extend_schema_field(ApprovalsOutput(allow_null=True))
    def get_approvals(self, task: Task) -> Any:
        approvals = selectors.approvals_of(task)
        return ApprovalsOutput(approvals).data if approvals is not None else None


class ActionOutput(serializers.Serializer):
    transition = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name, not its label
    to_step = serializers.CharField(allow_null=True)
    outcome = serializers.CharField()
    requires_comment = serializers.BooleanField()
    needs_fields = serializers.ListField(child=serializers.CharField())
    blocked = serializers.BooleanField()
    reason = serializers.CharField()


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


class PersonReference(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()


class SkippedOutput(PersonReference):
    reason = serializers.CharField()


class DecisionOutput(serializers.Serializer):
    """One answer to "whose turn is it?"; `step` is empty for the coordinator."""

    step = serializers.CharField(source="item.step_key", default=None, allow_null=True)
    at = serializers.DateTimeField()
    role = serializers.CharField()
    policy = serializers.CharField()
    chosen_id = serializers.IntegerField(allow_null=True)
    chosen_name = serializers.CharField()
    why = serializers.CharField()
    candidates = PersonReference(many=True)
    skipped = SkippedOutput(many=True)


class ExplainedItem(serializers.ModelSerializer):
    class Meta:
        model = TaskItem
        fields = ["step_key", "step_name", "role", "assignee_id", "assignee_name", "origin"]


class ExplainOutput(serializers.Serializer):
    """Why this workflow, and why these people."""

    task_id = serializers.IntegerField(source="pk")
    workflow_name = serializers.CharField(source="workflow.name")
    workflow_version = serializers.IntegerField(source="workflow_version.number")
    why_workflow = serializers.CharField()
    items = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()

    @extend_schema_field(ExplainedItem(many=True))
    def get_items(self, task: Task) -> Any:
        return ExplainedItem(task.items.all(), many=True).data

    @extend_schema_field(DecisionOutput(many=True))
    def get_decisions(self, task: Task) -> Any:
        return DecisionOutput(selectors.decisions(task.pk), many=True).data
