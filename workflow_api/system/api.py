"""HTTP: which parts of TTS are degraded just now."""

from dataclasses import replace

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.caller import Caller
from shared.identity.permissions import IsPerson
from workflow_api.system.watching import watch


class DegradedPartOutput(serializers.Serializer):
    """`delayed_by_seconds` is null when no figure is known; `detail` is empty unless for admins."""

    part = serializers.CharField()
    since = serializers.DateTimeField()
    effect = serializers.CharField()
    delayed_by_seconds = serializers.IntegerField(allow_null=True)
    still_works = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class DegradedView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=DegradedPartOutput(many=True))
    def get(self, request: Request) -> Response:
        """What does not work as usual and what that means, the worst first; empty when all does.

        At most 5 seconds old. Answers within about 2 seconds also while parts are away.
        """
        assert isinstance(request.user, Caller)
        incidents = watch.incidents()
        if not request.user.has_role("Admin", "Auditor"):
            incidents = [replace(each, detail="") for each in incidents]
        return Response(DegradedPartOutput(incidents, many=True).data)
