from django.urls import path

from notification_service.email.api import FailedMailListView, ResendMailView

urlpatterns = [
    path("api/v1/failed/", FailedMailListView.as_view()),
    path("api/v1/failed/<uuid:delivery_id>/resend/", ResendMailView.as_view()),
]
