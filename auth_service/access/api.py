"""Systems, their roles and who holds them."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access import selectors, services
from auth_service.access.filters import AssignmentFilter, RoleFilter, SystemFilter
from auth_service.access.models import Role, RoleAssignment, System
from auth_service.access.permissions import AdminWritesStaffReads, ProvenToChange
from auth_service.access.serializers import (
    AssignmentOutput,
    ChangeRoleInput,
    CreateRoleInput,
    CreateSystemInput,
    DescribeSystemInput,
    GrantRoleInput,
    RoleOutput,
    SystemOutput,
)
from shared.errors import NotFound
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent
from shared.identity.caller import caller_of


class SystemsView(ListAPIView):
    permission_classes = [AdminWritesStaffReads]
    serializer_class = SystemOutput
    filterset_class = SystemFilter

    def get_queryset(self) -> QuerySet[System]:
        return selectors.systems()

    @idempotent
    @extend_schema(request=CreateSystemInput, responses={201: SystemOutput})
    def post(self, request: Request) -> Response:
        body = CreateSystemInput(data=request.data)
        body.is_valid(raise_exception=True)
        system = services.create_system(**body.validated_data)
        return _system(system, status.HTTP_201_CREATED)


class SystemView(APIView):
    permission_classes = [AdminWritesStaffReads]

    @extend_schema(responses=SystemOutput)
    def get(self, request: Request, system_id: int) -> Response:
        system = selectors.systems().filter(id=system_id).first()
        if system is None:
            raise NotFound(f"There is no system {system_id}")
        return _system(system)

    @extend_schema(request=DescribeSystemInput, responses=SystemOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, system_id: int) -> Response:
        """Describe the system; its name stands in tokens and messages and stays."""
        body = DescribeSystemInput(data=request.data)
        body.is_valid(raise_exception=True)
        system = services.describe_system(
            system_id=system_id, seen=IfMatch.of(request), **body.validated_data
        )
        return _system(system)


class RolesView(ListAPIView):
    permission_classes = [AdminWritesStaffReads]
    serializer_class = RoleOutput
    filterset_class = RoleFilter

    def get_queryset(self) -> QuerySet[Role]:
        return selectors.roles()

    @idempotent
    @extend_schema(request=CreateRoleInput, responses={201: RoleOutput})
    def post(self, request: Request) -> Response:
        body = CreateRoleInput(data=request.data)
        body.is_valid(raise_exception=True)
        role = services.create_role(**body.validated_data)
        return _role(role, status.HTTP_201_CREATED)


class RoleView(APIView):
    permission_classes = [AdminWritesStaffReads]

    @extend_schema(responses=RoleOutput)
    def get(self, request: Request, role_id: int) -> Response:
        role = selectors.roles().filter(id=role_id).first()
        if role is None:
            raise NotFound(f"There is no role {role_id}")
        return _role(role)

    @extend_schema(request=ChangeRoleInput, responses=RoleOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, role_id: int) -> Response:
        """Change what is given; 409 for name and state of the roles that TTS's rules rely on."""
        body = ChangeRoleInput(data=request.data)
        body.is_valid(raise_exception=True)
        role = services.change_role(
            role_id=role_id, seen=IfMatch.of(request), **body.validated_data
        )
        return _role(role)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, role_id: int) -> Response:
        """Deactivate the role: nobody holds it any more until it is made active again."""
        services.change_role(role_id=role_id, seen=IfMatch.of(request), is_active=False)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AssignmentsView(ListAPIView):
    permission_classes = [AdminWritesStaffReads, ProvenToChange]
    queryset = RoleAssignment.objects.none()
    serializer_class = AssignmentOutput
    filterset_class = AssignmentFilter

    def get_queryset(self) -> QuerySet[RoleAssignment]:
        return selectors.assignments_visible_to(caller_of(self.request))

    @idempotent
    @extend_schema(request=GrantRoleInput, responses={201: AssignmentOutput, 200: AssignmentOutput})
    def post(self, request: Request) -> Response:
        """Give a person a role; 200 when they have it already."""
        body = GrantRoleInput(data=request.data)
        body.is_valid(raise_exception=True)
        assignment, is_new = services.grant_role(**body.validated_data)
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(AssignmentOutput(assignment).data, status=code)


class AssignmentView(APIView):
    permission_classes = [AdminWritesStaffReads]

    @extend_schema(responses=AssignmentOutput)
    def get(self, request: Request, assignment_id: int) -> Response:
        visible = selectors.assignments_visible_to(caller_of(request))
        assignment = visible.filter(id=assignment_id).first()
        if assignment is None:
            raise NotFound(f"There is no assignment {assignment_id}")
        return Response(AssignmentOutput(assignment).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, assignment_id: int) -> Response:
        """Take the role away; 409 for the last Admin of TTS."""
        services.revoke_role(assignment_id=assignment_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _system(system: System, code: int = status.HTTP_200_OK) -> Response:
    return Response(SystemOutput(system).data, status=code, headers={"ETag": etag(system)})


def _role(role: Role, code: int = status.HTTP_200_OK) -> Response:
    return Response(RoleOutput(role).data, status=code, headers={"ETag": etag(role)})
