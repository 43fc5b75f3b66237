from django.urls import path

from auth_service.revocations import api

urlpatterns = [path("revocations/", api.RevocationsView.as_view())]
