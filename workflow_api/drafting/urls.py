from django.urls import path

from workflow_api.drafting.api import EditingView

urlpatterns = [path("workflows/<int:workflow_id>/editing/", EditingView.as_view())]
