"""Watching tasks over HTTP, and whom a comment may address."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.query import check_query
from shared.identity.permissions import HasScope, IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.following import selectors, services

MOST_MENTIONS = 50


class WatcherOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField(source="user_name")
    since = serializers.DateTimeField()


class FollowingOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    watching = serializers.BooleanField()
    watchers = WatcherOutput(many=True)


class WatchView(APIView):
    """Who keeps an eye on a task."""

    permission_classes = [IsPerson]

    @extend_schema(responses=FollowingOutput)
    def get(self, request: Request, task_id: int) -> Response:
        return self._answer(request, task_id)

    @extend_schema(request=None, responses=FollowingOutput)
    def put(self, request: Request, task_id: int) -> Response:
        """Keep an eye on the task: it stands in one's view `watching`."""
        services.watch(task_id=task_id, caller=caller_of(request))
        return self._answer(request, task_id)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, task_id: int) -> Response:
        """No longer keep an eye on it, even on one that is out of sight by now."""
        services.unwatch(task_id=task_id, caller=caller_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _answer(self, request: Request, task_id: int) -> Response:
        found = selectors.following(caller_of(request), task_id)
        return Response(FollowingOutput(found).data)


class TicketWatchView(APIView):
    """What a notice that came because one watches leads to."""

    permission_classes = [IsPerson]

    @extend_schema(responses={204: None})
    def delete(self, request: Request, number: str) -> Response:
        """No longer keep an eye on a ticket; not doing so, or not seeing it, is no fault."""
        services.unwatch_ticket(number=number, caller=caller_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ColleagueQuery(serializers.Serializer):
    search = serializers.CharField(max_length=100, allow_blank=True, default="")


class AddressableOutput(serializers.Serializer):
    """`reach`: whether they see the ticket already or will because of the mention. A mention does
    not arrive at the ticket's requester, who reads what is written to them, nor at those who
    cannot see it."""

    user_id = serializers.IntegerField()
    name = serializers.CharField()
    reach = serializers.ChoiceField(choices=[each.value for each in selectors.Reach])


class ColleagueView(APIView):
    """The first 20 people, by name, whom a comment may address; of those who search, after them
    up to five whom it would not reach."""

    permission_classes = [IsPerson]

    @extend_schema(parameters=[ColleagueQuery], responses=AddressableOutput(many=True))
    def get(self, request: Request, task_id: int) -> Response:
        check_query(request, frozenset({"search"}))
        query = ColleagueQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = selectors.colleagues(caller_of(request), task_id, **query.validated_data)
        return Response(AddressableOutput(found, many=True).data)


class MentionableQuery(serializers.Serializer):
    """`user_ids` are separated by commas."""

    user_ids = serializers.RegexField(rf"^[0-9]{{1,18}}(,[0-9]{{1,18}}){{0,{MOST_MENTIONS - 1}}}$")


class MentionedPerson(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()


class MentionableOutput(serializers.Serializer):
    user_ids = serializers.ListField(child=serializers.IntegerField())
    people = MentionedPerson(many=True)


class MentionableView(APIView):
    """For messaging_service: whom of these people a comment on a ticket may address."""

    permission_classes = [HasScope("tickets.access")]

    @extend_schema(parameters=[MentionableQuery], responses=MentionableOutput)
    def get(self, request: Request, number: str) -> Response:
        check_query(request, frozenset({"user_ids"}))
        query = MentionableQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = [int(each) for each in query.validated_data["user_ids"].split(",")]
        found = selectors.mentionable(number, asked)
        people = [{"user_id": user_id, "name": name} for user_id, name in found.items()]
        return Response({"user_ids": list(found), "people": people})
