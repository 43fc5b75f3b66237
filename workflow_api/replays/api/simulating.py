"""HTTP: one ticket through a draft or a version."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.identity.permissions import HasRole
from workflow_api.engine.simulation import MOST_VISITS, Visit
from workflow_api.replays import simulating
from workflow_api.replays.definitions import DRAFT
from workflow_api.replays.foretelling import name_of
from workflow_api.tickets.models import WorkflowTicket

MAX_NUMBER = 2**31 - 1


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "enum": [DRAFT]}]})
class VersionField(serializers.Field):
    """The number of a version, or `draft`; read as None."""

    def to_internal_value(self, data: Any) -> int | None:
        if data == DRAFT:
            return None
        if isinstance(data, int) and not isinstance(data, bool) and 0 < data <= MAX_NUMBER:
            return data
        raise serializers.ValidationError(f"Must be {DRAFT} or the number of a version")


class MadeUpRequester(StrictSerializer):
    name = serializers.CharField(max_length=200, allow_blank=True, default="")
    email = serializers.EmailField(allow_blank=True, default="")


class MadeUpTicket(StrictSerializer):
    """A ticket that nobody sent; `details` holds the fields that conditions may ask for."""

    subject = serializers.CharField(max_length=200, default="A ticket to try")
    category = serializers.CharField(max_length=100, allow_blank=True, default="")
    sub_category = serializers.CharField(max_length=100, allow_blank=True, default="")
    department = serializers.CharField(max_length=100, allow_blank=True, default="")
    priority = serializers.ChoiceField(WorkflowTicket.Priority.choices, default="medium")
    details = serializers.DictField(default=dict)
    requester = MadeUpRequester(default=dict)


class SimulateInput(StrictSerializer):
    """Either `ticket` or `ticket_number`; `choices` are keys of transitions in their order."""

    ticket = MadeUpTicket(required=False)
    ticket_number = serializers.CharField(max_length=64, required=False)
    version = VersionField(default=None)
    choices = serializers.ListField(
        child=serializers.CharField(max_length=64), max_length=MOST_VISITS, default=list
    )
    started_at = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("ticket" in attrs) == ("ticket_number" in attrs):
            raise serializers.ValidationError({"ticket": ["Give either this or ticket_number"]})
        return attrs


class SimulatedPerson(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()


class SimulatedSkip(serializers.Serializer):
    name = serializers.CharField()
    reason = serializers.CharField()


class SimulatedAction(serializers.Serializer):
    """A way out; `to` is null where it ends the workflow."""

    transition = serializers.CharField(source="transition.key")
    label = serializers.CharField(source="transition.label")  # type: ignore[assignment]  # a field
    outcome = serializers.CharField(source="transition.outcome")
    to = serializers.CharField(source="transition.target", allow_null=True)
    blocked = serializers.SerializerMethodField()
    reason = serializers.CharField()

    def get_blocked(self, choice: Any) -> bool:
        return not choice.allowed


class SimulatedStep(serializers.Serializer):
    """A visit; `assignee` is null where nobody is asked or can take it, `taken` where it stays."""

    step = serializers.CharField(source="step.key")
    name = serializers.CharField(source="step.name")
    role = serializers.CharField(source="step.role")
    kind = serializers.CharField(source="step.kind")
    entered_at = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(source="deadline", allow_null=True)
    assignee = serializers.SerializerMethodField()
    also = serializers.SerializerMethodField()
    why = serializers.CharField(source="decision.reason", default="")
    candidates = SimulatedPerson(many=True, source="decision.considered", default=())
    skipped = SimulatedSkip(many=True, source="decision.skipped", default=())
    actions = SimulatedAction(many=True, source="ways")
    taken = serializers.CharField(source="taken.key", default=None, allow_null=True)

    @extend_schema_field(SimulatedPerson(many=True))
    def get_also(self, visit: Visit) -> list[dict[str, Any]]:
        """Those on the further seats of an approval by several people."""
        seated = [each for each in visit.also if each.user_id is not None]
        return [{"user_id": each.user_id, "name": name_of(each)} for each in seated]

    @extend_schema_field(SimulatedPerson(allow_null=True))
    def get_assignee(self, visit: Visit) -> dict[str, Any] | None:
        person = visit.decision.user_id if visit.decision else None
        return None if person is None else {"user_id": person, "name": name_of(visit.decision)}


class SimulatedNotice(serializers.Serializer):
    at = serializers.DateTimeField()
    type = serializers.CharField()
    to = serializers.CharField()
    subject = serializers.CharField()


class SimulatedEndAction(serializers.Serializer):
    system = serializers.CharField()
    summary = serializers.CharField()


class SimulationOutput(serializers.Serializer):
    """The whole way so far. Steps last for their share of the SLA, waits for their time."""

    steps = SimulatedStep(many=True, source="run.visits")
    ended = serializers.SerializerMethodField()
    outcome = serializers.CharField(source="run.outcome", allow_null=True)
    started_at = serializers.DateTimeField(source="run.started_at")
    ended_at = serializers.DateTimeField(source="run.ended_at", allow_null=True)
    deadline = serializers.DateTimeField(source="run.deadline", allow_null=True)
    at_risk_at = serializers.DateTimeField(source="run.at_risk_at", allow_null=True)
    coordinator = serializers.SerializerMethodField()
    notices = SimulatedNotice(many=True)
    end_action = SimulatedEndAction(allow_null=True)
    stuck = serializers.SerializerMethodField()

    def get_ended(self, found: simulating.Simulation) -> bool:
        return found.run.ended_at is not None

    @extend_schema_field(SimulatedPerson(allow_null=True))
    def get_coordinator(self, found: simulating.Simulation) -> dict[str, Any] | None:
        decision = found.run.coordinator
        if decision.user_id is None:
            return None
        return {"user_id": decision.user_id, "name": name_of(decision)}

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_stuck(self, found: simulating.Simulation) -> str | None:
        return found.run.stuck or None


class SimulateView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(request=SimulateInput, responses=SimulationOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        """Try one ticket, real or made up, on a draft or a version; nothing is written.

        422 names the first of `choices` that is not open, with the reason.
        """
        body = SimulateInput(data=request.data)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        number, fields = given.pop("ticket_number", None), given.pop("ticket", None)
        ticket = simulating.real_ticket(number) if number else simulating.made_up_ticket(fields)
        found = simulating.simulate(workflow_id=workflow_id, ticket=ticket, **given)
        return Response(SimulationOutput(found).data)
