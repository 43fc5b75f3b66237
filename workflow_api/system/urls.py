from django.urls import path

from workflow_api.system.api import DegradedView

urlpatterns = [path("system/degraded/", DegradedView.as_view())]
