"""Reading tasks over HTTP. A task a person may not see is 404 everywhere."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.paging import PAGES, reach
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.holds.models import CLOCK_RUNS_ON, Reason
from workflow_api.tasks import choosing, selectors
from workflow_api.tasks.api.actions import answer, read
from workflow_api.tasks.api.details import TaskDetailOutput
from workflow_api.tasks.api.filters import TaskFilter
from workflow_api.tasks.api.inputs import CreateTaskInput, PatchTaskInput
from workflow_api.tasks.api.paging import LinePagination
from workflow_api.tasks.api.serializers import TaskActionsOutput, TaskEventOutput, TaskOutput
from workflow_api.tasks.api.standing import HoldReasonOutput
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services.patching import patch
from workflow_api.tickets import by_hand


class TaskLines(generics.ListAPIView):
    """A list of tasks, a line each."""

    permission_classes = [IsPerson]
    pagination_class = LinePagination
    serializer_class = TaskOutput
    filterset_class = TaskFilter
    queryset = Task.objects.none()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.get_paginated_response(
            self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        )


class TaskListView(TaskLines):
    """The tasks this person may see, newest first."""

    def get_queryset(self) -> Any:
        narrowed = self.request.query_params.keys() - PAGES
        newest = None if narrowed else reach(self.request)
        return selectors.tasks(caller_of(self.request), newest=newest)

    @extend_schema(request=CreateTaskInput, responses={201: TaskDetailOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Write a ticket down and start it on a deployed workflow."""
        task = by_hand.create(**read(CreateTaskInput, request))
        created = selectors.task_after(caller_of(request), task.pk)
        return Response(TaskDetailOutput(created).data, status=201)


class MyTasksView(TaskLines):
    """What waits for this person, soonest deadline first."""

    def get_queryset(self) -> Any:
        return selectors.my_tasks(caller_of(self.request))


class HoldReasonsView(APIView):
    """Why work on a task may wait."""

    permission_classes = [IsPerson]

    @extend_schema(responses=HoldReasonOutput(many=True))
    def get(self, request: Request) -> Response:
        reasons = [
            {"code": code.value, "label": code.label, "stops_clock": code not in CLOCK_RUNS_ON}
            for code in Reason
        ]
        return Response(HoldReasonOutput(reasons, many=True).data)


class TaskView(APIView):
    """One task, by its id or its number `T-<id>`."""

    permission_classes = [IsPerson]

    @extend_schema(responses=TaskDetailOutput)
    def get(self, request: Request, task_id: int) -> Response:
        task = selectors.task(caller_of(request), task_id)
        return Response(TaskDetailOutput(task).data, headers={"ETag": etag(task)})

    @extend_schema(
        request=PatchTaskInput,
        responses=TaskDetailOutput,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, task_id: int) -> Response:
        """Bring a task to another status by the act that it means; 409 names the allowed ones."""
        seen = IfMatch.of(request)
        patch(task_id=task_id, seen=seen, **read(PatchTaskInput, request))
        return answer(request, task_id)


class TaskActionsView(APIView):
    """The transitions this person may take now, and why others are blocked."""

    permission_classes = [IsPerson]

    @extend_schema(responses=TaskActionsOutput)
    def get(self, request: Request, task_id: int) -> Response:
        caller = caller_of(request)
        task = selectors.task(caller, task_id)
        return Response(TaskActionsOutput(choosing.offer(task, caller)).data)


class TaskHistoryView(generics.ListAPIView):
    """What happened to a task, oldest first."""

    permission_classes = [IsPerson]
    serializer_class = TaskEventOutput
    queryset = TaskEvent.objects.none()

    def get_queryset(self) -> Any:
        task_id = selectors.visible_id(caller_of(self.request), self.kwargs["task_id"])
        return selectors.history(task_id)
