from django.urls import path, register_converter

from workflow_api.disputes import api as disputes
from workflow_api.explain.api import TaskExplainView, TaskNoticesView
from workflow_api.external.api.resolving import ResolveView
from workflow_api.sla.api import views as sla
from workflow_api.tasks.api import actions, checklist, directing, handing_on, views


class TaskIdConverter:
    """A task's id, or its number as people write it: `T-456`."""

    regex = r"(?:[Tt]-)?[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value.upper().removeprefix("T-"))

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(TaskIdConverter, "task")

urlpatterns = [
    path("tasks/", views.TaskListView.as_view()),
    path("tasks/my-tasks/", views.MyTasksView.as_view()),
    path("tasks/hold-reasons/", views.HoldReasonsView.as_view()),
    path("tasks/<task:task_id>/", views.TaskView.as_view()),
    path("tasks/<task:task_id>/actions/", views.TaskActionsView.as_view()),
    path("tasks/<task:task_id>/history/", views.TaskHistoryView.as_view()),
    path("tasks/<task:task_id>/sla/", sla.TaskSlaView.as_view()),
    path("tasks/<task:task_id>/sla/adjust/", sla.AdjustView.as_view()),
    path("tasks/<task:task_id>/sla/disputes/", disputes.DisputeListView.as_view()),
    path(
        "tasks/<task:task_id>/sla/disputes/<int:dispute_id>/decision/",
        disputes.DisputeDecisionView.as_view(),
    ),
    path("tasks/<task:task_id>/priority/", sla.PriorityView.as_view()),
    path("tasks/<task:task_id>/explain/", TaskExplainView.as_view()),
    path("tasks/<task:task_id>/explain/notices/", TaskNoticesView.as_view()),
    path("tasks/<task:task_id>/transition/", actions.TransitionView.as_view()),
    path("tasks/<task:task_id>/claim/", actions.ClaimView.as_view()),
    path("tasks/<task:task_id>/release/", actions.ReleaseView.as_view()),
    path("tasks/<task:task_id>/begin/", handing_on.BeginView.as_view()),
    path("tasks/<task:task_id>/transfer/", handing_on.TransferView.as_view()),
    path("tasks/<task:task_id>/transfer/undo/", handing_on.TransferUndoView.as_view()),
    path("tasks/<task:task_id>/escalate/", handing_on.EscalateView.as_view()),
    path("tasks/<task:task_id>/hold/", actions.HoldView.as_view()),
    path("tasks/<task:task_id>/resume/", actions.ResumeView.as_view()),
    path("tasks/<task:task_id>/checklist/", checklist.ChecklistView.as_view()),
    path("tasks/<task:task_id>/move/", directing.MoveView.as_view()),
    path("tasks/<task:task_id>/reopen/", directing.ReopenView.as_view()),
    path("tasks/<task:task_id>/close/", directing.CloseView.as_view()),
    path("tasks/<task:task_id>/cancel/", directing.CancelView.as_view()),
    path("tasks/<task:task_id>/external/resolve/", ResolveView.as_view()),
]
