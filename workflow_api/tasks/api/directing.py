"""Acts of those who answer for tasks: moving, reopening, closing, cancelling, writing down."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import FieldError, Invalid
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.tasks import selectors
from workflow_api.tasks.api.actions import answer, read
from workflow_api.tasks.api.details import TaskDetailOutput
from workflow_api.tasks.api.inputs import MoveInput, ReasonedInput, ReopenInput, SeenInput
from workflow_api.tasks.services import closing, moving
from workflow_api.tasks.services.reopening import reopen

MAX_REASON = 10_000
DRY_RUN = OpenApiParameter(
    "dry_run", bool, description="true: say what the move would do, and do nothing"
)


class MoveEffectOutput(serializers.Serializer):
    """What a move does. What the task has used of its SLA stays used; the deadline of the step
    begins anew."""

    from_step = serializers.CharField()
    to_step = serializers.CharField()
    ends_work_of = serializers.ListField(child=serializers.CharField())
    assigned_users = serializers.ListField(child=serializers.IntegerField())
    assigned_user_names = serializers.ListField(child=serializers.CharField())
    sla_deadline_before = serializers.DateTimeField(allow_null=True)
    sla_deadline = serializers.DateTimeField(allow_null=True)
    step_deadline_before = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)


class MovedTaskOutput(serializers.Serializer):
    """The task as it is now, which after a preview is as it was, and the effect."""

    dry_run = serializers.BooleanField()
    effect = MoveEffectOutput()
    task = TaskDetailOutput()


class MoveView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=MoveInput, responses=MovedTaskOutput, parameters=[DRY_RUN])
    def post(self, request: Request, task_id: int) -> Response:
        """Put a task at another step by hand; what is open at the present one expires."""
        dry_run = _dry_run(request)
        does = moving.preview if dry_run else moving.move_to
        effect = does(task_id=task_id, **read(MoveInput, request))
        task = selectors.task_after(caller_of(request), task_id)
        moved = {"dry_run": dry_run, "effect": effect, "task": task}
        return Response(MovedTaskOutput(moved).data)


def _dry_run(request: Request) -> bool:
    word = request.query_params.get("dry_run", "false")
    if word not in ("true", "false"):
        raise Invalid("Validation failed", [FieldError("dry_run", "Must be true or false")])
    return word == "true"


class ReopenView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ReopenInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Take a completed task up again, in a new cycle of its SLA."""
        reopen(task_id=task_id, **read(ReopenInput, request))
        return answer(request, task_id)


class CloseInput(SeenInput):
    reason = serializers.CharField(max_length=MAX_REASON, allow_blank=True, default="")


class CloseView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=CloseInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Close a finished task for good; it cannot be reopened then."""
        closing.close(task_id=task_id, **read(CloseInput, request))
        return answer(request, task_id)


class CancelView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ReasonedInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """End a task without a result (admins); the requester reads the reason."""
        closing.cancel(task_id=task_id, **read(ReasonedInput, request))
        return answer(request, task_id)
