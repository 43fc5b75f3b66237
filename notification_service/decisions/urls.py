from django.urls import path

from notification_service.decisions.api import NoticeDecisionsView

urlpatterns = [path("api/v1/notifications/decisions/", NoticeDecisionsView.as_view())]
