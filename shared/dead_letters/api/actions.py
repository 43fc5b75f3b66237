"""Acting on failed work. Every answer is the letter as it is afterwards."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from shared.dead_letters import selectors
from shared.dead_letters.api.serializers import (
    AssignDeadLetterInput,
    DeadLetterDetailOutput,
    EditDeadLetterInput,
    IgnoreDeadLetterInput,
    RetryDeadLetterInput,
    RetryGroupInput,
    RetryGroupOutput,
    RetryRunOutput,
    StopRunInput,
)
from shared.dead_letters.services import judging, replaying, running
from shared.dead_letters.services.history import Actor
from shared.identity.caller import Caller
from shared.identity.permissions import HasRight, RecentSignIn
from shared.identity.rights import Action

ACTORS = HasRight(Action.ADMINISTER)
REPLAYS: list[type[BasePermission]] = [ACTORS, RecentSignIn]


def read(body: type[Serializer], request: Request) -> dict[str, Any]:
    """The checked body together with who sent it."""
    assert isinstance(request.user, Caller)
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    actor = Actor(request.user.id, request.user.full_name or request.user.username)
    return {**given.validated_data, "actor": actor}


def answer(letter_id: int) -> Response:
    return Response(DeadLetterDetailOutput(selectors.letter(letter_id)).data)


class RetryView(APIView):
    permission_classes = REPLAYS

    @extend_schema(request=RetryDeadLetterInput, responses=DeadLetterDetailOutput)
    def post(self, request: Request, letter_id: int) -> Response:
        """Send the message again; 409 while a replay is on its way, or once it was processed."""
        replaying.retry(letter_id=letter_id, **read(RetryDeadLetterInput, request))
        return answer(letter_id)


class EditAndRetryView(APIView):
    permission_classes = REPLAYS

    @extend_schema(request=EditDeadLetterInput, responses=DeadLetterDetailOutput)
    def post(self, request: Request, letter_id: int) -> Response:
        """Send the message again with other arguments; 400 names each that breaks the contract."""
        replaying.edit_and_retry(letter_id=letter_id, **read(EditDeadLetterInput, request))
        return answer(letter_id)


class IgnoreView(APIView):
    permission_classes = [ACTORS]

    @extend_schema(request=IgnoreDeadLetterInput, responses=DeadLetterDetailOutput)
    def post(self, request: Request, letter_id: int) -> Response:
        """Take it off the open ones, for good or until a given time."""
        judging.ignore(letter_id=letter_id, **read(IgnoreDeadLetterInput, request))
        return answer(letter_id)


class AssignView(APIView):
    permission_classes = [ACTORS]

    @extend_schema(request=AssignDeadLetterInput, responses=DeadLetterDetailOutput)
    def post(self, request: Request, letter_id: int) -> Response:
        """Name the person who looks after it; null for nobody."""
        judging.assign(letter_id=letter_id, **read(AssignDeadLetterInput, request))
        return answer(letter_id)


class RetryGroupView(APIView):
    permission_classes = REPLAYS

    @extend_schema(
        request=RetryGroupInput,
        responses=RetryGroupOutput,
        operation_id="dead_letters_retry_group",
    )
    def post(self, request: Request) -> Response:
        """Send the oldest open letters of a cause again, spread over time."""
        result = running.retry_group(**read(RetryGroupInput, request))
        return Response(RetryGroupOutput(result).data)


class StopRunView(APIView):
    permission_classes = [ACTORS]

    @extend_schema(request=StopRunInput, responses=RetryRunOutput)
    def post(self, request: Request, run_id: int) -> Response:
        """Keep back what has not left yet; those letters are open again."""
        running.stop(run_id=run_id, **read(StopRunInput, request))
        return Response(RetryRunOutput(selectors.run(run_id)).data)
