"""HTTP: why this workflow, these people, this deadline, and why somebody was told or not."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.explain.automatic import automatic_changes
from workflow_api.explain.notices import notices
from workflow_api.sla.api.serializers import SlaOutput
from workflow_api.sla.selectors import clock_for
from workflow_api.tasks import selectors
from workflow_api.tasks.api.serializers import ExplainOutput
from workflow_api.tasks.models import Task


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


class ExplanationOutput(ExplainOutput):
    """Every automatic decision about a task with what it was made from.

    Who was told is under `notices/`, because another service knows it.
    """

    workflow_id = serializers.IntegerField()
    workflow_version_hash = serializers.CharField(source="workflow_version.hash")
    workflow_deployed_at = serializers.DateTimeField(source="workflow_version.deployed_at")
    workflow_deployed_by = serializers.CharField(source="workflow_version.deployed_by_name")
    matching = serializers.SerializerMethodField()
    deadline = serializers.SerializerMethodField()
    automatic = serializers.SerializerMethodField()

    @extend_schema_field(MatchingOutput(allow_null=True))
    def get_matching(self, task: Task) -> Any:
        return MatchingOutput(task.matching).data if task.matching else None

    @extend_schema_field(SlaOutput)
    def get_deadline(self, task: Task) -> Any:
        return SlaOutput(clock_for(task, self.context["caller"])).data

    @extend_schema_field(AutomaticChangeOutput(many=True))
    def get_automatic(self, task: Task) -> Any:
        return AutomaticChangeOutput(automatic_changes(task), many=True).data


class TaskExplainView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ExplanationOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """Why this workflow, these people and this deadline, and what rules did by themselves."""
        caller = caller_of(request)
        task = selectors.task(caller, task_id)
        return Response(ExplanationOutput(task, context={"caller": caller}).data)


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


class TaskNoticesView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ExplainedNoticesOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """Who was told of the ticket and who was not, with the reasons, newest first (at most 200).

        Somebody who does not work on the ticket sees what concerned themselves. 503 while
        notification_service cannot be asked.
        """
        caller = caller_of(request)
        found = notices(selectors.task(caller, task_id), caller)
        return Response(ExplainedNoticesOutput({"results": found}).data)
