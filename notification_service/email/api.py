"""HTTP, for admins: mails that could not be sent."""

import uuid

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from notification_service.email.models import EmailDelivery
from notification_service.email.services import resend
from shared.http.query import BooleanFilter
from shared.identity.permissions import HasRole


class FailedMailOutput(serializers.ModelSerializer):
    """`next_attempt_at` is null for a mail that was given up.

    `obstacle` is `server`, `address`, `recipient`, or empty for a final refusal.
    """

    obstacle = serializers.CharField(allow_blank=True, read_only=True)

    class Meta:
        model = EmailDelivery
        fields = (
            "id",
            "user_id",
            "to",
            "subject",
            "notification_type",
            "related_ticket_number",
            "correlation_id",
            "attempts",
            "last_error",
            "obstacle",
            "next_attempt_at",
            "created_at",
        )
        read_only_fields = fields


class FailedMailFilter(django_filters.FilterSet):  # type: ignore[misc]
    given_up = BooleanFilter(field_name="next_attempt_at", lookup_expr="isnull")

    class Meta:
        model = EmailDelivery
        fields = ("given_up", "obstacle")


class FailedMailListView(ListAPIView):
    """Mails whose last attempt failed, newest first; those that are going to be repeated too."""

    permission_classes = [HasRole("Admin", "Auditor")]
    serializer_class = FailedMailOutput
    filterset_class = FailedMailFilter

    def get_queryset(self) -> QuerySet[EmailDelivery]:
        return EmailDelivery.objects.failed().order_by("-created_at", "id")


class ResendMailView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(request=None, responses=FailedMailOutput)
    def post(self, request: Request, delivery_id: uuid.UUID) -> Response:
        """Attempt a failed mail within a second instead of when it is due."""
        return Response(FailedMailOutput(resend(delivery_id=delivery_id)).data)
