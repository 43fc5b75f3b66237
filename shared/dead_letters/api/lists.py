"""Reading failed work."""

import uuid
from typing import Any

from django_filters import CharFilter, ChoiceFilter, FilterSet, NumberFilter, UUIDFilter
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.dead_letters import selectors
from shared.dead_letters.api.serializers import (
    DeadLetterDetailOutput,
    DeadLetterGroupOutput,
    DeadLetterOutput,
    RetryRunOutput,
)
from shared.dead_letters.models import DeadLetter, RetryRun
from shared.http.query import check_query
from shared.identity.permissions import HasRight
from shared.identity.rights import Action

READERS = HasRight(Action.READ_ADMINISTRATION)


class DeadLetterFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """`search` is a correlation id or the number of a ticket."""

    state = ChoiceFilter(choices=DeadLetter.State.choices)
    queue = CharFilter()
    task = CharFilter()
    code = CharFilter()
    cause = CharFilter()
    assigned_to = NumberFilter()
    correlation_id = UUIDFilter()
    ticket_number = CharFilter()
    search = CharFilter(method="of_journey", label="correlation id or ticket number")

    class Meta:
        model = DeadLetter
        fields: list[str] = []

    def of_journey(self, letters: Any, name: str, value: str) -> Any:
        try:
            return letters.filter(correlation_id=uuid.UUID(value))
        except ValueError:
            return letters.filter(ticket_number=value)


class DeadLetterListView(generics.ListAPIView):
    """Messages that were given up, newest first."""

    permission_classes = [READERS]
    serializer_class = DeadLetterOutput
    filterset_class = DeadLetterFilter

    def get_queryset(self) -> Any:
        return selectors.letters()


class DeadLetterGroupsView(generics.ListAPIView):
    """The open letters (or those of `state`) by cause, the most frequent first."""

    permission_classes = [READERS]
    serializer_class = DeadLetterGroupOutput
    filterset_class = DeadLetterFilter

    def get_queryset(self) -> Any:
        return DeadLetter.objects.all()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        of = self.filter_queryset(self.get_queryset())
        if "state" not in request.query_params:
            of = of.filter(state=DeadLetter.State.OPEN)
        page = self.paginate_queryset(selectors.groups(of)) or []
        examples = selectors.letters().in_bulk([group["example_id"] for group in page])
        context = {"examples": examples}
        return self.get_paginated_response(
            DeadLetterGroupOutput(page, many=True, context=context).data
        )


class DeadLetterView(APIView):
    permission_classes = [READERS]

    @extend_schema(responses=DeadLetterDetailOutput)
    def get(self, request: Request, letter_id: int) -> Response:
        """One letter: the message, why it failed, what that means, and what was done about it."""
        check_query(request, frozenset())
        return Response(DeadLetterDetailOutput(selectors.letter(letter_id)).data)


class RetryRunFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    cause = CharFilter()

    class Meta:
        model = RetryRun
        fields: list[str] = []


class RetryRunListView(generics.ListAPIView):
    """Group retries, newest first."""

    permission_classes = [READERS]
    serializer_class = RetryRunOutput
    filterset_class = RetryRunFilter

    def get_queryset(self) -> Any:
        return selectors.runs()


class RetryRunView(APIView):
    permission_classes = [READERS]

    @extend_schema(responses=RetryRunOutput)
    def get(self, request: Request, run_id: int) -> Response:
        """How far a group retry is."""
        check_query(request, frozenset())
        return Response(RetryRunOutput(selectors.run(run_id)).data)
