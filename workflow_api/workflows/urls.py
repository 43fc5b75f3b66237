from django.urls import path

from workflow_api.workflows.api import editing, lifecycle, lookups, publishing, starting, versions

ONE = "workflows/<int:workflow_id>/"

urlpatterns = [
    path("workflows/", editing.WorkflowListView.as_view()),
    path("workflows/import/", editing.ImportView.as_view()),
    path("workflows/templates/", starting.TemplateListView.as_view()),
    path("workflows/templates/<slug:key>/", starting.TemplateView.as_view()),
    path("workflows/coverage/", lookups.CoverageView.as_view()),
    path("workflows/categories/", lookups.CategoryListView.as_view()),
    path(ONE, editing.WorkflowView.as_view()),
    path(f"{ONE}graph/", editing.GraphView.as_view()),
    path(f"{ONE}clone/", editing.CloneView.as_view()),
    path(f"{ONE}export/", editing.ExportView.as_view()),
    path(f"{ONE}validate/", lifecycle.ValidateView.as_view()),
    path(f"{ONE}compare/", versions.CompareView.as_view()),
    path(f"{ONE}publish-effect/", publishing.PublishEffectView.as_view()),
    path(f"{ONE}initialize/", lifecycle.InitializeView.as_view()),
    path(f"{ONE}deploy/", lifecycle.DeployView.as_view()),
    path(f"{ONE}pause/", lifecycle.PauseView.as_view()),
    path(f"{ONE}resume/", lifecycle.ResumeView.as_view()),
    path(f"{ONE}archive/", lifecycle.ArchiveView.as_view()),
    path(f"{ONE}versions/", lookups.VersionListView.as_view()),
    path(f"{ONE}versions/<int:number>/", lookups.VersionView.as_view()),
    path(f"{ONE}versions/<int:number>/restore/", versions.RestoreView.as_view()),
    path(f"{ONE}versions/<int:number>/export/", lookups.VersionExportView.as_view()),
]
