"""Leave and weekly shifts: one's own, and other people's for whoever directs their work."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.accounts.models import User
from auth_service.availability import services
from auth_service.availability.content import availability_content
from auth_service.availability.selectors import availability_of, leave_of, subject
from auth_service.availability.serializers import (
    LEAVE,
    AvailabilityOutput,
    AvailabilityQuery,
    LeaveInput,
    LeaveOutput,
    WeekInput,
)
from auth_service.documentation import errors
from shared.availability import absence
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.http.query import check_query
from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson

WEEK = OpenApiExample(
    "Office hours on Monday, and a night shift",
    value={
        "time_zone": "Europe/Berlin",
        "shifts": [
            {"weekday": 1, "starts": "08:00", "ends": "17:00"},
            {"weekday": 5, "starts": "22:00", "ends": "06:00"},
        ],
    },
    request_only=True,
)
NEW_LEAVE = OpenApiExample(
    "Winter holidays",
    value={
        "starts_at": "2026-12-21T00:00",
        "ends_at": "2027-01-04T00:00",
        "time_zone": "Europe/Berlin",
        "note": "Winter holidays",
        "stand_in_id": 13,
    },
    request_only=True,
)
SHOWN = OpenApiExample("A leave", value=LEAVE, response_only=True)
OF_WHOM = [AvailabilityQuery]


class AvailabilityView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        parameters=OF_WHOM, responses={200: AvailabilityOutput, **errors(400, 401, 403, 404)}
    )
    def get(self, request: Request) -> Response:
        """When a person works: oneself, or for Admins, Auditors and the department's Managers
        another one, who is 404 for everybody else."""
        return _availability(_subject(request, changing=False))

    @extend_schema(
        parameters=[*OF_WHOM, IF_MATCH],
        request=WeekInput,
        responses={200: AvailabilityOutput, **errors(400, 401, 403, 404, 412)},
        examples=[WEEK],
    )
    def put(self, request: Request) -> Response:
        """Replace the weekly shifts; an empty list means work at any hour."""
        user = _subject(request, changing=True)
        body = WeekInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.set_week(user_id=user.pk, seen=IfMatch.of(request), **body.validated_data)
        return _availability(user)


class LeavesView(APIView):
    permission_classes = [IsPerson]

    @idempotent
    @extend_schema(
        parameters=[*OF_WHOM, IF_MATCH],
        request=LeaveInput,
        responses={201: LeaveOutput, **errors(400, 401, 403, 404, 409, 412, 422)},
        examples=[NEW_LEAVE, SHOWN],
    )
    def post(self, request: Request) -> Response:
        """Enter a leave: meanwhile the person is assigned nothing."""
        user = _subject(request, changing=True)
        body = LeaveInput(data=request.data)
        body.is_valid(raise_exception=True)
        leave = services.add_leave(user_id=user.pk, seen=IfMatch.of(request), **body.validated_data)
        return Response(LeaveOutput(leave).data, status=status.HTTP_201_CREATED)


class LeaveView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        parameters=OF_WHOM,
        responses={200: LeaveOutput, **errors(400, 401, 403, 404)},
        examples=[SHOWN],
    )
    def get(self, request: Request, leave_id: int) -> Response:
        """One leave of the person."""
        user = _subject(request, changing=False)
        return Response(LeaveOutput(leave_of(user.pk, leave_id)).data)

    @extend_schema(
        parameters=[*OF_WHOM, IF_MATCH],
        request=LeaveInput,
        responses={200: LeaveOutput, **errors(400, 401, 403, 404, 412)},
        examples=[NEW_LEAVE, SHOWN],
    )
    def put(self, request: Request, leave_id: int) -> Response:
        """Replace the leave; `If-Match` takes the ETag of the person's availability."""
        user = _subject(request, changing=True)
        body = LeaveInput(data=request.data)
        body.is_valid(raise_exception=True)
        leave = services.change_leave(
            user_id=user.pk, leave_id=leave_id, seen=IfMatch.of(request), **body.validated_data
        )
        return Response(LeaveOutput(leave).data)

    @extend_schema(
        parameters=[*OF_WHOM, IF_MATCH],
        responses={204: None, **errors(400, 401, 403, 404, 412)},
    )
    def delete(self, request: Request, leave_id: int) -> Response:
        """Remove the leave: the person is assigned work again."""
        user = _subject(request, changing=True)
        services.remove_leave(user_id=user.pk, leave_id=leave_id, seen=IfMatch.of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _subject(request: Request, *, changing: bool) -> User:
    check_query(request, frozenset({"user"}))
    asked: Any = AvailabilityQuery(data=request.query_params.dict())
    asked.is_valid(raise_exception=True)
    caller: Any = request.user
    return subject(caller, asked.validated_data.get("user", caller.id), changing=changing)


def _availability(user: User) -> Response:
    availability, now = availability_of(user), timezone.now()
    away = absence(availability_content(availability, now), now)
    shown = {
        "user": user,
        "time_zone": availability.time_zone,
        "shifts": availability.shifts.all(),
        "leaves": availability.leaves.all(),
        "is_available": away is None,
        "reason": away.reason if away else "",
        "until": away.until if away else None,
    }
    return Response(AvailabilityOutput(shown).data, headers={"ETag": etag(availability)})
