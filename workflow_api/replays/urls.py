from django.urls import path

from workflow_api.replays.api import replaying, simulating

urlpatterns = [
    path("workflows/<int:workflow_id>/simulate/", simulating.SimulateView.as_view()),
    path("workflows/<int:workflow_id>/replay/", replaying.StartReplayView.as_view()),
    path("workflows/<int:workflow_id>/replays/", replaying.ReplayListView.as_view()),
    path("workflows/replays/<int:replay_id>/", replaying.ReplayView.as_view()),
    path("workflows/replays/<int:replay_id>/cancel/", replaying.CancelReplayView.as_view()),
]
