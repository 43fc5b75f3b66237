"""The sessions of a person: seen and ended by themselves or by an Admin."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads
from auth_service.accounts.selectors import person
from auth_service.tokens import cookies
from auth_service.tokens.devices import device_of
from auth_service.tokens.models import Session
from auth_service.tokens.selectors import live_sessions
from auth_service.tokens.services.signing_out import end_one_session, end_sessions
from auth_service.tokens.shell import session_of
from shared.http.fields import StrictSerializer
from shared.http.query import check_query
from shared.identity.caller import Caller
from shared.identity.permissions import IsPerson

EXAMPLE = OpenApiExample(
    "A laptop",
    value={
        "id": "0e6e4ff0-a3f1-4b7b-b5b1-a3f3f6f2ab11",
        "device": "Firefox on Linux",
        "address": "192.0.2.7",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
        "created_at": "2026-03-02T08:01:12Z",
        "last_used_at": "2026-03-02T09:14:03Z",
        "current": True,
    },
)
OTHERS = OpenApiParameter("others", bool, description="Leave the session of this request alone")


class SessionOutput(serializers.ModelSerializer):
    """`last_used_at` moves when tokens are renewed, every quarter of an hour."""

    device = serializers.SerializerMethodField(help_text="Browser and system, as far as known")
    current = serializers.SerializerMethodField(help_text="The session of this very request")

    class Meta:
        model = Session
        fields = [
            "id",
            "device",
            "address",
            "user_agent",
            "created_at",
            "last_used_at",
            "current",
        ]

    def get_device(self, session: Session) -> str:
        return device_of(session.user_agent)

    def get_current(self, session: Session) -> bool:
        return session.pk == _current_session(self.context["request"])


class EndSessionsQuery(StrictSerializer):
    others = serializers.BooleanField(default=False)


class SessionsOfPerson(ListAPIView):
    """Subclasses say whose sessions they are."""

    queryset = Session.objects.none()
    serializer_class = SessionOutput

    def user_id(self) -> int:
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Session]:
        return live_sessions(self.user_id())


class OwnSessionsView(SessionsOfPerson):
    permission_classes = [IsPerson]

    def user_id(self) -> int:
        return _caller(self.request).id

    @extend_schema(examples=[EXAMPLE])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Where I am signed in, the last used first."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="api_v1_users_me_sessions_destroy_all",
        parameters=[OTHERS],
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        """Sign out everywhere, with `others=true` everywhere else. Within five seconds no service
        believes the tokens of these sessions any more and their WebSockets are closed."""
        check_query(request, frozenset({"others"}))
        asked = EndSessionsQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        others = asked.validated_data["others"]
        kept = _current_session(request) if others else None
        end_sessions(user_id=self.user_id(), because="signed out everywhere", kept=kept)
        response = Response(status=status.HTTP_204_NO_CONTENT)
        if not others:
            cookies.clear_tokens(request, response)
        return response


class OwnSessionView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses={204: None})
    def delete(self, request: Request, session_id: uuid.UUID) -> Response:
        """End one of my sessions; 404 when it has ended already or is somebody else's."""
        end_one_session(
            user_id=_caller(request).id, session_id=session_id, because="ended by its owner"
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class PersonSessionsView(SessionsOfPerson):
    permission_classes = [AdminWritesAuditorReads]

    def user_id(self) -> int:
        return person(self.kwargs["user_id"]).pk

    @extend_schema(examples=[EXAMPLE])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Where the person is signed in; 404 when there is no such person."""
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="api_v1_users_sessions_destroy_all", responses={204: None})
    def delete(self, request: Request, user_id: int) -> Response:
        """Sign the person out everywhere, effective in every service within five seconds."""
        end_sessions(user_id=self.user_id(), because="ended by an Admin")
        return Response(status=status.HTTP_204_NO_CONTENT)


class PersonSessionView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(responses={204: None})
    def delete(self, request: Request, user_id: int, session_id: uuid.UUID) -> Response:
        """End one session of the person."""
        end_one_session(user_id=user_id, session_id=session_id, because="ended by an Admin")
        return Response(status=status.HTTP_204_NO_CONTENT)


def _caller(request: Any) -> Caller:
    assert isinstance(request.user, Caller)
    return request.user


def _current_session(request: Any) -> uuid.UUID | None:
    caller = _caller(request)
    return None if caller.is_service else session_of(caller.claims)
