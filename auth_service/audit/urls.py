from django.urls import path

from auth_service.audit import api
from shared.audit.api import AuditVerifyView

urlpatterns = [
    path("audit/", api.AuditListView.as_view()),
    path("audit/export/", api.ExportView.as_view()),
    path("audit/verify/", AuditVerifyView.as_view()),
]
