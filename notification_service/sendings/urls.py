from django.urls import path

from notification_service.sendings import api

urlpatterns = [
    path("api/v1/notifications/send/", api.SendView.as_view()),
    path("api/v1/notifications/history/", api.HistoryView.as_view()),
    path("api/v1/notifications/<uuid:sending_id>/", api.SendingView.as_view()),
    path("api/v1/notifications/<uuid:sending_id>/resend/", api.ResendView.as_view()),
]
