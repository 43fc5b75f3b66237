"""HTTP: how the other systems are doing, and closing a breaker by hand."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor
from workflow_api.external import selectors
from workflow_api.external.services import reset_breaker

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


class IntegrationOutput(serializers.Serializer):
    adapter = serializers.CharField()
    operations = OperationOutput(many=True)
    breaker = BreakerOutput()
    calls = CallCountsOutput()
    last_success = serializers.DateTimeField(allow_null=True)
    last_error = LastErrorOutput(allow_null=True)


class IntegrationsView(APIView):
    """The other systems that steps ask, one entry each."""

    permission_classes = [HasRole("Admin", "Auditor")]

    @extend_schema(responses=IntegrationOutput(many=True))
    def get(self, request: Request) -> Response:
        return Response(IntegrationOutput(selectors.integrations(), many=True).data)


class ResetBreakerView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(request=None, responses=IntegrationOutput)
    def post(self, request: Request, adapter: str) -> Response:
        """Close the breaker of a system, so that it is asked again at once."""
        reset_breaker(system=adapter, actor=Actor.of(request))
        return Response(IntegrationOutput(selectors.integration_named(adapter)).data)
