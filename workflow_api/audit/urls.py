from django.urls import path

from workflow_api.audit import api

urlpatterns = [path("audit/", api.AuditListView.as_view())]
