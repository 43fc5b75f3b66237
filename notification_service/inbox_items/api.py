import uuid
from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from notification_service.inbox_items import selectors, services
from notification_service.inbox_items.models import InAppNotification, NotificationType
from shared.http.fields import StrictSerializer
from shared.http.paging import Pagination
from shared.http.query import BooleanFilter
from shared.identity.caller import Caller
from shared.identity.permissions import IsPerson


class NotificationOutput(serializers.ModelSerializer):
    metadata = serializers.DictField()

    class Meta:
        model = InAppNotification
        fields = (
            "id",
            "subject",
            "message",
            "notification_type",
            "reason",
            "related_task_item_id",
            "related_ticket_number",
            "metadata",
            "is_read",
            "read_at",
            "created_at",
        )
        read_only_fields = fields


class ReadInput(StrictSerializer):
    is_read = serializers.BooleanField()


class MarkAllReadOutput(serializers.Serializer):
    marked = serializers.IntegerField(help_text="How many notifications were unread.")


class NotificationFilter(django_filters.FilterSet):  # type: ignore[misc]
    is_read = BooleanFilter()
    notification_type = django_filters.MultipleChoiceFilter(
        choices=NotificationType.choices, distinct=False
    )

    class Meta:
        model = InAppNotification
        fields = ("is_read", "notification_type")


class NotificationPagination(Pagination):
    """Every page also says how many notifications are unread, filtered or not."""

    def get_paginated_response(self, data: Any) -> Response:
        assert self.request is not None
        response = super().get_paginated_response(data)
        response.data["unread_count"] = selectors.unread_count(_caller(self.request))
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page: dict[str, Any] = super().get_paginated_response_schema(schema)
        page["properties"]["unread_count"] = {"type": "integer", "example": 3}
        page["required"] = [*page["required"], "unread_count"]
        return page


class NotificationListView(ListAPIView):
    """The caller's notifications, newest first."""

    permission_classes = [IsPerson]
    serializer_class = NotificationOutput
    pagination_class = NotificationPagination
    filterset_class = NotificationFilter

    def get_queryset(self) -> QuerySet[InAppNotification]:
        if getattr(self, "swagger_fake_view", False):
            return InAppNotification.objects.none()
        return selectors.notifications_of(_caller(self.request))


class NotificationView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ReadInput, responses=NotificationOutput)
    def patch(self, request: Request, notification_id: uuid.UUID) -> Response:
        """Mark one notification as read or unread."""
        body = ReadInput(data=request.data)
        body.is_valid(raise_exception=True)
        item = services.set_read(
            caller=_caller(request), notification_id=notification_id, **body.validated_data
        )
        return Response(NotificationOutput(item).data)


class MarkAllReadView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=None, responses=MarkAllReadOutput)
    def post(self, request: Request) -> Response:
        """Mark all of the caller's notifications as read."""
        marked = services.mark_all_read(caller=_caller(request))
        return Response(MarkAllReadOutput({"marked": marked}).data)


def _caller(request: Request) -> Caller:
    assert isinstance(request.user, Caller)
    return request.user
