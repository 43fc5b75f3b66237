"""One task in full: with its ticket, its steps, and what was asked of others."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workflow_api.external.models import EndAction, ExternalCall
from workflow_api.tasks import progress, selectors
from workflow_api.tasks.api.serializers import TaskOutput
from workflow_api.tasks.api.standing import ApprovalsOutput, HoldOutput
from workflow_api.tasks.models import Task


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
