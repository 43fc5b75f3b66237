from django.urls import path

from workflow_api.assignment.api import TurnListView

urlpatterns = [
    path("assignments/turns/", TurnListView.as_view()),
]
