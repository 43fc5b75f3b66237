from django.urls import path

from shared.audit.api import AuditVerifyView
from workflow_api.audit import api

urlpatterns = [
    path("audit/", api.AuditListView.as_view()),
    path("audit/export/", api.ExportView.as_view()),
    path("audit/verify/", AuditVerifyView.as_view()),
]
