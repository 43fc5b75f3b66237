from django.urls import path

from workflow_api.hand_over import api

urlpatterns = [
    path("assignments/hand-over/", api.HandOverCreateView.as_view()),
    path("assignments/hand-over/preview/", api.HandOverPreviewView.as_view()),
    path("assignments/hand-over/<int:hand_over_id>/", api.HandOverView.as_view()),
    path("assignments/hand-over/<int:hand_over_id>/undo/", api.HandOverUndoView.as_view()),
]
