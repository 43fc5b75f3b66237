"""HTTP, for workflow_api: why people were told of a ticket, or not."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from notification_service.decisions import selectors
from notification_service.email.models import EmailDelivery
from shared.http.query import check_query
from shared.identity.permissions import HasScope


class NoticeDecisionQuery(serializers.Serializer):
    ticket_number = serializers.CharField(max_length=64)
    user_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1, default=None)


class NoticeDecisionOutput(serializers.Serializer):
    """One recipient and one notice; who is meant is named by `user_id`, `role` or `address`.

    `cause` is empty when they were told, else `own_act`, `told_before` or `nobody_in_role`. `mail`
    is the state of the mail to them, empty without one.
    """

    at = serializers.DateTimeField()
    user_id = serializers.IntegerField(allow_null=True)
    role = serializers.CharField()
    address = serializers.CharField()
    notification_type = serializers.CharField()
    subject = serializers.CharField()
    told = serializers.BooleanField()
    cause = serializers.CharField()
    reason = serializers.CharField()
    mail = serializers.ChoiceField(["", *EmailDelivery.Status.values])
    mail_error = serializers.CharField()


class NoticeDecisionsView(APIView):
    """For other services: who was told of a ticket and who was not, newest first, at most 200."""

    permission_classes = [HasScope("notices.read")]

    @extend_schema(parameters=[NoticeDecisionQuery], responses=NoticeDecisionOutput(many=True))
    def get(self, request: Request) -> Response:
        check_query(request, frozenset(NoticeDecisionQuery().fields))
        query = NoticeDecisionQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = selectors.decisions(**query.validated_data)
        return Response(NoticeDecisionOutput(found, many=True).data)
