"""What deploying would do, over HTTP."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow_api.workflows import publishing, selectors
from workflow_api.workflows.api.changes import CHANGES_EXAMPLE, ChangeOutput
from workflow_api.workflows.api.deployments import ProblemOutput
from workflow_api.workflows.api.permissions import DesignsWorkflows

VERDICTS = ["stays", "same_step", "needs_mapping"]


class RunningStepOutput(serializers.Serializer):
    """Open tasks at a step. `same_step`: the draft has it too; `needs_mapping`: it does not;
    `stays`: nor does it, and they go on elsewhere only once another system has answered."""

    key = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField()
    verdict = serializers.ChoiceField([(word, word) for word in VERDICTS])


class RunningOutput(serializers.Serializer):
    count = serializers.IntegerField()
    steps = RunningStepOutput(many=True)


class CompetitorOutput(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class PublishEffectOutput(serializers.Serializer):
    """`changes` are against what is deployed, none the first time; while `competes_with` names
    a workflow or a problem is an error, deploying is refused."""

    problems = ProblemOutput(many=True)
    changes = ChangeOutput(many=True)
    running = RunningOutput()
    competes_with = CompetitorOutput(many=True)
    next_version = serializers.IntegerField()


EXAMPLE = OpenApiExample(
    "A role changes",
    {
        "problems": [],
        "changes": CHANGES_EXAMPLE,
        "running": {
            "count": 3,
            "steps": [
                {"key": "approve", "name": "Approve", "count": 3, "verdict": "same_step"},
            ],
        },
        "competes_with": [],
        "next_version": 4,
    },
    response_only=True,
)


class PublishEffectView(APIView):
    """What deploying the draft would change, also for the tasks on their way."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=PublishEffectOutput, examples=[EXAMPLE])
    def get(self, request: Request, workflow_id: int) -> Response:
        effect = publishing.effect_of_deploying(selectors.workflow(workflow_id))
        body = {
            "problems": effect.problems,
            "changes": effect.changes,
            "running": {"count": effect.running_count, "steps": effect.running},
            "competes_with": effect.competes_with,
            "next_version": effect.next_version,
        }
        return Response(PublishEffectOutput(body).data)
