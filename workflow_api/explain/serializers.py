"""What the explanation of a task says."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workflow_api.explain.automatic import automatic_changes
from workflow_api.sla.api.serializers import SlaOutput
from workflow_api.sla.selectors import clock_for
from workflow_api.tasks import selectors
from workflow_api.tasks.models import Task, TaskItem


class PersonReference(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()


class SkippedOutput(PersonReference):
    reason = serializers.CharField()


class DecisionOutput(serializers.Serializer):
    """One answer to "whose turn is it?"; `step` is empty for the coordinator.

    `workflow_version` is the one whose step asked, in which `policy` is the rule.
    """

    step = serializers.CharField(source="item.step_key", default=None, allow_null=True)
    at = serializers.DateTimeField()
    role = serializers.CharField()
    workflow_version = serializers.IntegerField(allow_null=True)
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


class AskedFor(serializers.Serializer):
    category = serializers.CharField()
    sub_category = serializers.CharField()
    department = serializers.CharField()


class LosingWorkflow(serializers.Serializer):
    """A workflow that might have taken the ticket, and why it did not."""

    workflow_id = serializers.IntegerField()
    name = serializers.CharField()
    reason = serializers.CharField()


class MatchingOutput(serializers.Serializer):
    """`rule`: 1 the workflow of the department, 2 the one for any department, 0 chosen by hand.

    As it was when the task began; null for tasks older than this record.
    """

    rule = serializers.IntegerField()
    asked = AskedFor()
    losers = LosingWorkflow(many=True)


class AutomaticChangeOutput(serializers.Serializer):
    """Something that no person did; `rule` names what did, `workflow_version` what it went by."""

    at = serializers.DateTimeField()
    kind = serializers.CharField()
    summary = serializers.CharField()
    step = serializers.CharField()
    rule = serializers.CharField()
    workflow_version = serializers.IntegerField()
    facts = serializers.DictField()


class ExplanationOutput(serializers.Serializer):
    """Every automatic decision about a task with what it was made from.

    Who was told is under `notices/`, because another service knows it.
    """

    task_id = serializers.IntegerField(source="pk")
    workflow_name = serializers.CharField(source="workflow.name")
    workflow_version = serializers.IntegerField(source="workflow_version.number")
    why_workflow = serializers.CharField()
    items = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()
    workflow_id = serializers.IntegerField()
    workflow_version_hash = serializers.CharField(source="workflow_version.hash")
    workflow_deployed_at = serializers.DateTimeField(source="workflow_version.deployed_at")
    workflow_deployed_by = serializers.CharField(source="workflow_version.deployed_by_name")
    matching = serializers.SerializerMethodField()
    deadline = serializers.SerializerMethodField()
    automatic = serializers.SerializerMethodField()

    @extend_schema_field(ExplainedItem(many=True))
    def get_items(self, task: Task) -> Any:
        return ExplainedItem(task.items.all(), many=True).data

    @extend_schema_field(DecisionOutput(many=True))
    def get_decisions(self, task: Task) -> Any:
        return DecisionOutput(selectors.decisions(task.pk), many=True).data

    @extend_schema_field(MatchingOutput(allow_null=True))
    def get_matching(self, task: Task) -> Any:
        return MatchingOutput(task.matching).data if task.matching else None

    @extend_schema_field(SlaOutput)
    def get_deadline(self, task: Task) -> Any:
        return SlaOutput(clock_for(task, self.context["caller"])).data

    @extend_schema_field(AutomaticChangeOutput(many=True))
    def get_automatic(self, task: Task) -> Any:
        return AutomaticChangeOutput(automatic_changes(task), many=True).data


class ExplainedNotice(serializers.Serializer):
    """One notice and one recipient: a person, a `role` nobody holds, or an `address`.

    `cause` is empty when they were told, else `own_act`, `told_before` or `nobody_in_role`; `mail`
    is the state of the mail to them, empty without one.
    """

    at = serializers.DateTimeField()
    user_id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    role = serializers.CharField()
    address = serializers.CharField()
    notification_type = serializers.CharField()
    subject = serializers.CharField()
    told = serializers.BooleanField()
    cause = serializers.CharField()
    reason = serializers.CharField()
    mail = serializers.CharField()
    mail_error = serializers.CharField()


class ExplainedNoticesOutput(serializers.Serializer):
    results = ExplainedNotice(many=True)
