from django.urls import path

from workflow_api.views import api, choices_api, export_api

urlpatterns = [
    path("views/", api.ViewListView.as_view()),
    path("views/counts/", api.ViewCountsView.as_view()),
    path("views/choices/", choices_api.FilterChoicesView.as_view()),
    path("views/habits/", api.HabitsView.as_view()),
    path("views/columns/<slug:key>/", api.OwnColumnsView.as_view()),
    path("tasks/export/", export_api.TaskExportView.as_view()),
    path("views/<int:view_id>/", api.ViewView.as_view()),
]
