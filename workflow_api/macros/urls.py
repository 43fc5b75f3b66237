from django.urls import path

from workflow_api.macros.api import keeping, on_tasks

ON_TASK = "tasks/<task:task_id>/macros/"

urlpatterns = [
    path("macros/", keeping.MacroListView.as_view()),
    path("macros/variables/", keeping.MacroVariablesView.as_view()),
    path("macros/<int:macro_id>/", keeping.MacroView.as_view()),
    path(ON_TASK, on_tasks.TaskMacrosView.as_view()),
    path(f"{ON_TASK}preview/", on_tasks.DraftPreviewView.as_view()),
    path(f"{ON_TASK}<int:macro_id>/preview/", on_tasks.MacroPreviewView.as_view()),
    path(f"{ON_TASK}<int:macro_id>/run/", on_tasks.MacroRunView.as_view()),
    path(f"{ON_TASK}runs/<int:run_id>/undo/", on_tasks.MacroUndoView.as_view()),
]
