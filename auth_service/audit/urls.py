from django.urls import path

from auth_service.audit import api

urlpatterns = [path("audit/", api.AuditListView.as_view())]
