from django.urls import path

from workflow_api.migrating import api

OF = "workflows/<int:workflow_id>/migrations/"
ONE = "workflows/migrations/<int:migration_id>/"

urlpatterns = [
    path(OF, api.MigrationListView.as_view()),
    path(f"{OF}preview/", api.MigrationPreviewView.as_view()),
    path(ONE, api.MigrationView.as_view()),
    path(f"{ONE}results/", api.MigrationResultView.as_view()),
    path(f"{ONE}continue/", api.MigrationContinueView.as_view()),
    path(f"{ONE}cancel/", api.MigrationCancelView.as_view()),
    path(f"{ONE}undo/", api.MigrationUndoView.as_view()),
]
