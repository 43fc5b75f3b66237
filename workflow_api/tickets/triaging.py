"""HTTP: correcting, declining and putting off tickets that wait, and rules made from them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.idempotency.views import idempotent
from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor
from workflow_api.tickets import ruling, selectors, settling
from workflow_api.tickets.api import WorkflowTicketOutput
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.triage import MAX_REASON, RoutedTicketOutput
from workflow_api.workflows.models import Workflow

ADMINS = HasRole("Admin")
MAX_ID = 2**63 - 1


class AcceptTicketInput(StrictSerializer):
    """What to correct; what is left out stays."""

    subject = serializers.CharField(max_length=200, required=False)
    category = serializers.CharField(max_length=100, required=False)
    sub_category = serializers.CharField(max_length=100, required=False)
    department = serializers.CharField(max_length=100, allow_blank=True, required=False)
    priority = serializers.ChoiceField(WorkflowTicket.Priority.choices, required=False)
    reason = serializers.CharField(max_length=MAX_REASON, allow_blank=True, default="")


class AcceptTicketView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=AcceptTicketInput, responses=RoutedTicketOutput)
    def post(self, request: Request, ticket_id: int) -> Response:
        """Correct a waiting ticket and start the workflow that matches it then.

        409 with code `WORKFLOW_NOT_FOUND` when nothing does, and the ticket stays as it was.
        """
        given = _read(AcceptTicketInput, request)
        reason = given.pop("reason")
        task = settling.accept(
            ticket_id=ticket_id, changes=given, actor=Actor.of(request), reason=reason
        )
        return Response(RoutedTicketOutput(task.ticket, context={"task_id": task.pk}).data)


class DeclineTicketInput(StrictSerializer):
    """The message is what the requester reads."""

    message = serializers.CharField(max_length=MAX_REASON)


class DeclineTicketView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=DeclineTicketInput, responses=WorkflowTicketOutput)
    def post(self, request: Request, ticket_id: int) -> Response:
        """End a waiting ticket without work and tell its requester why."""
        given = _read(DeclineTicketInput, request)
        ticket = settling.decline(ticket_id=ticket_id, actor=Actor.of(request), **given)
        return Response(WorkflowTicketOutput(ticket).data)


class DuplicateTicketInput(StrictSerializer):
    """`of` is the number of the ticket that goes on."""

    of = serializers.CharField(max_length=64)
    message = serializers.CharField(max_length=MAX_REASON, allow_blank=True, default="")


class DuplicateTicketView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=DuplicateTicketInput, responses=WorkflowTicketOutput)
    def post(self, request: Request, ticket_id: int) -> Response:
        """End a waiting ticket because another one is about the same thing."""
        given = _read(DuplicateTicketInput, request)
        ticket = settling.mark_duplicate(ticket_id=ticket_id, actor=Actor.of(request), **given)
        return Response(WorkflowTicketOutput(ticket).data)


class SnoozeTicketInput(StrictSerializer):
    """Without `until` the ticket comes back now."""

    until = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(max_length=MAX_REASON, allow_blank=True, default="")


class SnoozeTicketView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=SnoozeTicketInput, responses=WorkflowTicketOutput)
    def post(self, request: Request, ticket_id: int) -> Response:
        """Put a waiting ticket out of the way for a while; a workflow that appears takes it all
        the same."""
        given = _read(SnoozeTicketInput, request)
        ticket = settling.snooze(ticket_id=ticket_id, actor=Actor.of(request), **given)
        return Response(WorkflowTicketOutput(ticket).data)


class RuleInput(StrictSerializer):
    """`workflow_id` is copied with its steps, or `template` is what the draft begins with; without
    either it is empty. `dry_run` only tells what the rule would take."""

    department = serializers.ChoiceField([("any", "any"), ("this", "this")])
    workflow_id = serializers.IntegerField(
        min_value=1, max_value=MAX_ID, required=False, allow_null=True, default=None
    )
    template = serializers.CharField(max_length=64, allow_blank=True, default="")
    name = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")
    dry_run = serializers.BooleanField(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["template"] and attrs["workflow_id"] is not None:
            raise serializers.ValidationError({"template": "Not together with workflow_id"})
        return attrs


class RuleWorkflow(serializers.ModelSerializer):
    workflow_id = serializers.IntegerField(source="pk")

    class Meta:
        model = Workflow
        fields = ["workflow_id", "name", "department", "status"]


class RuleOutput(serializers.Serializer):
    """`waiting` tickets would start when the draft is deployed; `others` are the workflows for this
    category that exist. `workflow` is null after a dry run."""

    category = serializers.CharField()
    sub_category = serializers.CharField()
    department = serializers.CharField()
    waiting = serializers.IntegerField()
    sample = serializers.ListField(child=serializers.CharField())
    volume = serializers.IntegerField()
    others = RuleWorkflow(many=True)


class CreatedRuleOutput(RuleOutput):
    workflow = RuleWorkflow(allow_null=True)


class TicketRuleView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=RuleInput, responses={200: CreatedRuleOutput, 201: CreatedRuleOutput})
    @idempotent
    def post(self, request: Request, ticket_id: int) -> Response:
        """Make a draft that takes tickets like this one; deploying it starts what waits.

        404 for an unknown workflow or template to begin with, 409 when its name is taken or the
        ticket does not wait.
        """
        given = _read(RuleInput, request)
        dry_run, department = given.pop("dry_run"), given.pop("department")
        any_department = department == "any"
        if dry_run:
            rule = ruling.rule_for(selectors.waiting(ticket_id), any_department=any_department)
            return Response({**RuleOutput(rule).data, "workflow": None})
        rule, workflow = ruling.create_rule(
            ticket_id=ticket_id, any_department=any_department, actor=Actor.of(request), **given
        )
        made = {**RuleOutput(rule).data, "workflow": RuleWorkflow(workflow).data}
        return Response(made, status=201)


def _read(body: type[StrictSerializer], request: Request) -> dict[str, Any]:
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
