"""HTTP: how the other systems are doing, closing a breaker by hand, and a test call."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor
from workflow_api.external import selectors
from workflow_api.external.services import reset_breaker, test_call

BREAKER_STATES = ["closed", "half_open", "open"]


class BreakerOutput(serializers.Serializer):
    """`retry_at` is when an open breaker lets a probe through."""

    state = serializers.ChoiceField(choices=BREAKER_STATES)
    failures = serializers.IntegerField()
    opened_at = serializers.DateTimeField(allow_null=True)
    retry_at = serializers.DateTimeField(allow_null=True)


class OperationOutput(serializers.Serializer):
    id = serializers.CharField()
    version = serializers.CharField()


class LastErrorOutput(serializers.Serializer):
    at = serializers.DateTimeField()
    code = serializers.CharField()
    reason = serializers.CharField()


class CallCountsOutput(serializers.Serializer):
    """Questions of the last 24 hours by what became of them."""

    waiting = serializers.IntegerField()
    succeeded = serializers.IntegerField()
    rejected = serializers.IntegerField()
    failed = serializers.IntegerField()


class WaitingOutput(serializers.Serializer):
    """`questions` are asked or to be asked again, `decisions` are tasks that wait for a person."""

    questions = serializers.IntegerField()
    decisions = serializers.IntegerField()


class IntegrationOutput(serializers.Serializer):
    """`requests`, `error_rate` (0 to 1) and the latencies are of the last 24 hours, all services
    together; null where there was no call. Latencies are upper bounds in milliseconds.
    """

    adapter = serializers.CharField()
    operations = OperationOutput(many=True)
    breaker = BreakerOutput()
    calls = CallCountsOutput()
    waiting = WaitingOutput()
    requests = serializers.IntegerField()
    error_rate = serializers.FloatField(allow_null=True)
    p50_ms = serializers.IntegerField(allow_null=True)
    p95_ms = serializers.IntegerField(allow_null=True)
    last_success = serializers.DateTimeField(allow_null=True)
    last_failure = serializers.DateTimeField(allow_null=True)
    last_error = LastErrorOutput(allow_null=True)
    testable = serializers.BooleanField()


class TestCallOutput(serializers.Serializer):
    """`message` says what went wrong, or the status that was answered."""

    __test__ = False

    status = serializers.ChoiceField(choices=["pass", "fail"])
    latency_ms = serializers.IntegerField()
    message = serializers.CharField()


ERP = {
    "adapter": "erp",
    "operations": [{"id": "erp.post_document", "version": "1.0.0"}],
    "breaker": {
        "state": "open",
        "failures": 3,
        "opened_at": "2026-11-21T09:12:40Z",
        "retry_at": "2026-11-21T09:14:40Z",
    },
    "calls": {"waiting": 1, "succeeded": 212, "rejected": 0, "failed": 4},
    "waiting": {"questions": 1, "decisions": 3},
    "requests": 219,
    "error_rate": 0.0183,
    "p50_ms": 140,
    "p95_ms": 700,
    "last_success": "2026-11-21T09:02:11Z",
    "last_failure": "2026-11-21T09:12:40Z",
    "last_error": {"at": "2026-11-21T09:12:40Z", "code": "UNREACHABLE", "reason": "HTTP 503"},
    "testable": True,
}
DOWN = {
    "status": "fail",
    "latency_ms": 0,
    "message": "erp failed repeatedly; calls resume in 74 s",
}


class IntegrationsView(APIView):
    """The systems that are called, one entry each."""

    permission_classes = [HasRole("Admin", "Auditor")]

    @extend_schema(
        responses=IntegrationOutput(many=True),
        examples=[OpenApiExample("The ERP is left alone for two minutes", value=ERP)],
    )
    def get(self, request: Request) -> Response:
        return Response(IntegrationOutput(selectors.integrations(), many=True).data)


class ResetBreakerView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(request=None, responses=IntegrationOutput)
    def post(self, request: Request, adapter: str) -> Response:
        """Close the breaker of a system, so that it is asked again at once."""
        reset_breaker(system=adapter, actor=Actor.of(request))
        return Response(IntegrationOutput(selectors.integration_named(adapter)).data)


class TestIntegrationView(APIView):
    __test__ = False
    permission_classes = [HasRole("Admin")]

    @extend_schema(
        request=None,
        responses=TestCallOutput,
        examples=[OpenApiExample("The breaker is open", value=DOWN)],
    )
    def post(self, request: Request, adapter: str) -> Response:
        """Ask a system whether it is there, with no effect on it; good answers close its breaker.

        An open breaker answers `fail` at once: reset it first to ask nevertheless.
        """
        health = test_call(system=adapter, actor=Actor.of(request))
        return Response(TestCallOutput(health).data)
