from django.urls import path

from workflow_api.live.api import LiveView

urlpatterns = [path("workflows/<int:workflow_id>/live/", LiveView.as_view())]
