from django.urls import path

from messaging_service.realtime.api import SocketTicketView

urlpatterns = [path("ws-ticket/", SocketTicketView.as_view(), name="ws-ticket")]
