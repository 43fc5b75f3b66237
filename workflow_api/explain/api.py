"""HTTP: why this workflow, these people, this deadline, and why somebody was told or not."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.explain.notices import notices
from workflow_api.explain.serializers import ExplainedNoticesOutput, ExplanationOutput
from workflow_api.tasks import selectors


class TaskExplainView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ExplanationOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """Why this workflow, these people and this deadline, and what rules did by themselves."""
        caller = caller_of(request)
        task = selectors.task(caller, task_id)
        return Response(ExplanationOutput(task, context={"caller": caller}).data)


class TaskNoticesView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ExplainedNoticesOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """Who was told of the ticket and who was not, with the reasons, newest first (at most 200).

        Somebody who does not work on the ticket sees what concerned themselves. 503 while
        notification_service cannot be asked.
        """
        caller = caller_of(request)
        found = notices(selectors.task(caller, task_id), caller)
        return Response(ExplainedNoticesOutput({"results": found}).data)
