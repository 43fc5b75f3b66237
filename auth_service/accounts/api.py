"""People: administration, and look-up by services."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesStaffReads, ProvenToChange
from auth_service.accounts import selectors, services
from auth_service.accounts.filters import PersonFilter
from auth_service.accounts.models import User
from auth_service.accounts.serializers import (
    ChangePersonInput,
    CreatePersonInput,
    InternalLookup,
    PersonOutput,
)
from shared.errors import NotFound
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.http.query import check_query
from shared.idempotency.views import idempotent
from shared.identity.caller import caller_of
from shared.identity.permissions import HasScope


class PeopleView(ListAPIView):
    permission_classes = [AdminWritesStaffReads, ProvenToChange]
    queryset = User.objects.none()
    serializer_class = PersonOutput
    filterset_class = PersonFilter

    def get_queryset(self) -> QuerySet[User]:
        return selectors.people_visible_to(caller_of(self.request))

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """People with their roles in force; Managers see those of their department."""
        return super().get(request, *args, **kwargs)

    @idempotent
    @extend_schema(request=CreatePersonInput, responses={201: PersonOutput})
    def post(self, request: Request) -> Response:
        """Add a person; roles are given through /api/v1/user-roles/."""
        body = CreatePersonInput(data=request.data)
        body.is_valid(raise_exception=True)
        user = services.create_person(**body.validated_data)
        return _person(user.pk, status.HTTP_201_CREATED)


class PersonView(APIView):
    permission_classes = [AdminWritesStaffReads, ProvenToChange]

    @extend_schema(responses=PersonOutput)
    def get(self, request: Request, user_id: int) -> Response:
        """One person; for a Manager of another department there is none."""
        user = selectors.people_visible_to(caller_of(request)).filter(id=user_id).first()
        if user is None:
            raise NotFound(f"There is no person {user_id}")
        return Response(PersonOutput(user).data, headers={"ETag": etag(user)})

    @extend_schema(request=ChangePersonInput, responses=PersonOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, user_id: int) -> Response:
        """Change what is given; a new password or `is_active: false` ends the person's sessions."""
        body = ChangePersonInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.change_person(user_id=user_id, seen=IfMatch.of(request), **body.validated_data)
        return _person(user_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, user_id: int) -> Response:
        """Remove the person; their id stays known to other services' history."""
        services.delete_person(user_id=user_id, seen=IfMatch.of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class InternalPersonView(APIView):
    permission_classes = [HasScope("users.read")]

    @extend_schema(responses=PersonOutput)
    def get(self, request: Request, user_id: int) -> Response:
        """For services: one person, deleted ones included."""
        return Response(PersonOutput(selectors.known_person(user_id)).data)


class InternalPeopleView(APIView):
    permission_classes = [HasScope("users.read")]

    @extend_schema(
        parameters=[
            OpenApiParameter("ids", str, description="Up to 100 ids, comma-separated"),
            OpenApiParameter("emails", str, description="Up to 100 addresses, comma-separated"),
        ],
        responses=PersonOutput(many=True),
        filters=False,
    )
    def get(self, request: Request) -> Response:
        """For services: people by id (deleted ones included) or by address, unknown ones left out.

        A plain array, in the order of ids.
        """
        check_query(request, frozenset({"ids", "emails"}))
        asked: Any = InternalLookup(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        found = selectors.known_people(**asked.validated_data)
        return Response(PersonOutput(found, many=True).data)


def _person(user_id: int, code: int = status.HTTP_200_OK) -> Response:
    user = selectors.person(user_id)
    return Response(PersonOutput(user).data, status=code, headers={"ETag": etag(user)})
