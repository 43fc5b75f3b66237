"""Macros over HTTP: reading, making and changing them."""

from typing import Any

from django_filters import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.http.query import BooleanFilter
from shared.idempotency.views import idempotent
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.macros import selectors
from workflow_api.macros.api.permissions import KeepsMacros
from workflow_api.macros.api.serializers import MacroInput, MacroOutput, MacroVariableOutput
from workflow_api.macros.models import Macro
from workflow_api.macros.services import editing
from workflow_api.macros.variables import VARIABLES

ASK = OpenApiExample(
    "Ask the requester and wait",
    value={
        "name": "Ask for the serial number",
        "scope": "role",
        "role": "IT Support",
        "text_kind": "reply",
        "text": "Hello {{requester_name}}, which serial number is on the device?",
        "hold": {"code": "waiting_for_requester", "hours": 72},
    },
    request_only=True,
)


class MacroFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    search = CharFilter(field_name="name", lookup_expr="icontains", label="in the name")
    scope = ChoiceFilter(choices=Macro.Scope.choices)
    role = CharFilter()
    is_active = BooleanFilter()

    class Meta:
        model = Macro
        fields: list[str] = []


def answer(request: Request, macro: Macro, code: int = status.HTTP_200_OK) -> Response:
    body = MacroOutput(macro, context={"request": request}).data
    return Response(body, status=code, headers={"ETag": etag(macro)})


class MacroListView(generics.ListAPIView):
    """The macros for everybody, of one's roles and one's own, in their order."""

    permission_classes = [KeepsMacros]
    serializer_class = MacroOutput
    filterset_class = MacroFilter
    queryset = Macro.objects.none()

    def get_queryset(self) -> Any:
        return selectors.macros(caller_of(self.request))

    @idempotent
    @extend_schema(request=MacroInput, responses={201: MacroOutput}, examples=[ASK])
    def post(self, request: Request) -> Response:
        """Keep a macro. 400 names unknown variables; 403 for a place that is not one's own."""
        body = MacroInput(data=request.data)
        body.is_valid(raise_exception=True)
        macro = editing.create_macro(
            caller=caller_of(request), actor=Actor.of(request), fields=body.validated_data
        )
        return answer(request, macro, status.HTTP_201_CREATED)


class MacroView(APIView):
    """One macro."""

    permission_classes = [KeepsMacros]

    @extend_schema(responses=MacroOutput)
    def get(self, request: Request, macro_id: int) -> Response:
        return answer(request, selectors.macro(caller_of(request), macro_id))

    @extend_schema(request=MacroInput, responses=MacroOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, macro_id: int) -> Response:
        """Change a macro; what ran keeps the version that it ran."""
        body = MacroInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        macro = editing.change_macro(
            macro_id=macro_id,
            caller=caller_of(request),
            actor=Actor.of(request),
            fields=body.validated_data,
            seen=IfMatch.of(request),
        )
        return answer(request, macro)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, macro_id: int) -> Response:
        """Delete a macro; what its runs did stays."""
        editing.delete_macro(
            macro_id=macro_id,
            caller=caller_of(request),
            actor=Actor.of(request),
            seen=IfMatch.of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class MacroVariablesView(APIView):
    """The words that a macro's text may hold in double braces."""

    permission_classes = [KeepsMacros]

    @extend_schema(responses=MacroVariableOutput(many=True))
    def get(self, request: Request) -> Response:
        known = [{"name": name, "meaning": meaning} for name, meaning in VARIABLES.items()]
        return Response(MacroVariableOutput(known, many=True).data)
