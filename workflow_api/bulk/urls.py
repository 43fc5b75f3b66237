from django.urls import path

from workflow_api.bulk.api import views

urlpatterns = [
    path("tasks/bulk/", views.BulkJobListView.as_view()),
    path("tasks/bulk/<uuid:job_id>/", views.BulkJobView.as_view()),
    path("tasks/bulk/<uuid:job_id>/items/", views.BulkItemListView.as_view()),
    path("tasks/bulk/<uuid:job_id>/start/", views.StartBulkJobView.as_view()),
    path("tasks/bulk/<uuid:job_id>/cancel/", views.CancelBulkJobView.as_view()),
    path("tasks/bulk/<uuid:job_id>/undo/", views.UndoBulkJobView.as_view()),
]
