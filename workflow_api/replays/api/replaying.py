"""HTTP: a draft or a version over the tickets of the last days."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.idempotency.views import idempotent
from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor
from workflow_api.replays import selectors, services
from workflow_api.replays.api.simulating import VersionField
from workflow_api.replays.definitions import DRAFT
from workflow_api.replays.models import Replay
from workflow_api.workflows.selectors import workflow

READERS = HasRole("Admin", "Auditor")
ADMINS = HasRole("Admin")


class ReplayInput(StrictSerializer):
    """How many days back, and which definition."""

    days = serializers.IntegerField(min_value=1, max_value=90)
    version = VersionField(default=None)


class ReplaySummary(serializers.ModelSerializer):
    """`done` of `total` tickets are counted; `version` is `draft` or a number."""

    version = serializers.SerializerMethodField()
    workflow_id = serializers.IntegerField()

    class Meta:
        model = Replay
        fields = [
            "id",
            "workflow_id",
            "version",
            "days",
            "since",
            "until",
            "status",
            "done",
            "total",
            "started_by",
            "started_by_name",
            "created_at",
            "started_at",
            "ended_at",
        ]

    @extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "enum": [DRAFT]}]})
    def get_version(self, replay: Replay) -> int | str:
        return replay.version_number or DRAFT


class BeforeAfter(serializers.Serializer):
    before = serializers.IntegerField()
    after = serializers.IntegerField()


class RoutedDifference(serializers.Serializer):
    """The names of the workflows; null where none takes the ticket."""

    ticket_number = serializers.CharField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)


class RoutedDifferently(serializers.Serializer):
    count = serializers.IntegerField()
    sample = RoutedDifference(many=True)


class PersonLoad(BeforeAfter):
    """How many pieces of work a person gets."""

    user_id = serializers.IntegerField()
    name = serializers.CharField()


class RunTimes(serializers.Serializer):
    deadline = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class BreachDifference(serializers.Serializer):
    """`before` or `after` is null where the ticket has no workflow on that side."""

    ticket_number = serializers.CharField()
    change = serializers.ChoiceField([("gained", "gained"), ("lost", "lost")])
    before = RunTimes(allow_null=True)
    after = RunTimes(allow_null=True)


class BreachesDifference(serializers.Serializer):
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()
    sample = BreachDifference(many=True)


class StuckTicket(serializers.Serializer):
    ticket_number = serializers.CharField()
    step = serializers.CharField(allow_null=True)
    reason = serializers.CharField()


class StuckTickets(serializers.Serializer):
    count = serializers.IntegerField()
    sample = StuckTicket(many=True)


class StepVisits(serializers.Serializer):
    key = serializers.CharField()
    visits_before = serializers.IntegerField()
    visits_after = serializers.IntegerField()


class ReplayResult(serializers.Serializer):
    """What would have been different; samples name at most fifty tickets."""

    tickets = serializers.IntegerField()
    matched = BeforeAfter()
    routed_differently = RoutedDifferently()
    load = PersonLoad(many=True)
    breaches = BreachesDifference()
    stuck = StuckTickets()
    steps = StepVisits(many=True)
    assumptions = serializers.ListField(child=serializers.CharField())


class ReplayOutput(ReplaySummary):
    """`result` is null until it is finished."""

    result = ReplayResult(allow_null=True)

    class Meta(ReplaySummary.Meta):
        fields = [*ReplaySummary.Meta.fields, "result"]


class StartReplayView(APIView):
    permission_classes = [ADMINS]

    @idempotent
    @extend_schema(request=ReplayInput, responses={202: ReplayOutput})
    def post(self, request: Request, workflow_id: int) -> Response:
        """Run a draft or a version over the tickets of the last days, in the background.

        409 while another replay of the workflow is under way.
        """
        body = ReplayInput(data=request.data)
        body.is_valid(raise_exception=True)
        replay = services.request(
            actor=Actor.of(request), workflow_id=workflow_id, **body.validated_data
        )
        return Response(ReplayOutput(replay).data, status=status.HTTP_202_ACCEPTED)


class ReplayListView(generics.ListAPIView):
    """The replays of a workflow, newest first; those of the last 30 days are kept."""

    permission_classes = [READERS]
    serializer_class = ReplaySummary

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Replay.objects.none()
        return selectors.replays(workflow(self.kwargs["workflow_id"]).pk)


class ReplayView(APIView):
    permission_classes = [READERS]

    @extend_schema(responses=ReplayOutput)
    def get(self, request: Request, replay_id: int) -> Response:
        """The progress of a replay and, when it is finished, what it found."""
        return Response(ReplayOutput(selectors.replay(replay_id)).data)


class CancelReplayView(APIView):
    permission_classes = [ADMINS]

    @extend_schema(request=None, responses=ReplayOutput)
    def post(self, request: Request, replay_id: int) -> Response:
        """Stop a replay; 409 when it is over already."""
        replay = services.cancel(actor=Actor.of(request), replay_id=replay_id)
        return Response(ReplayOutput(replay).data)
