from django.urls import path

from workflow_api.sla.api import recounts

urlpatterns = [
    path("recounts/", recounts.RecountListView.as_view()),
    path("recounts/<int:recount_id>/", recounts.RecountView.as_view()),
    path("recounts/<int:recount_id>/cancel/", recounts.RecountCancelView.as_view()),
    path("workflows/<int:workflow_id>/recount/", recounts.WorkflowRecountView.as_view()),
]
