from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.authentication import TokenAuthentication
from shared.identity.permissions import IsPerson
from ticket_service.portal.services import current_categories, is_stale
from ticket_service.tickets.access import caller_of
from ticket_service.tickets.api import TicketListView
from ticket_service.tickets.models import Ticket, TicketQuerySet


class MyTicketsView(TicketListView):
    """The tickets of which the caller is the requester, newest first."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [IsPerson]

    def get_queryset(self) -> TicketQuerySet:
        mine = Ticket.objects.requested_by(caller_of(self.request).email)
        return mine.order_by("-received_at", "id")


class CategoryOutput(serializers.Serializer):
    category = serializers.CharField()
    sub_category = serializers.CharField()


class CategoriesOutput(serializers.Serializer):
    """`stale`: workflow_api did not answer just now, so this is what it said at `fetched_at`."""

    categories = CategoryOutput(many=True)
    fetched_at = serializers.DateTimeField()
    stale = serializers.BooleanField()


class CategoriesView(APIView):
    """The categories and sub-categories for which a workflow is deployed."""

    @extend_schema(responses=CategoriesOutput)
    def get(self, request: Request) -> Response:
        snapshot = current_categories()
        body = {
            "categories": snapshot.categories,
            "fetched_at": snapshot.fetched_at,
            "stale": is_stale(snapshot),
        }
        return Response(CategoriesOutput(body).data)
