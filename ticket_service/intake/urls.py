from django.urls import path

from ticket_service.intake.api import BatchView, SubmitView, TicketsView

urlpatterns = [
    path("send/", SubmitView.as_view()),
    path("tickets/send/", SubmitView.as_view()),
    path("tickets/batch/", BatchView.as_view()),
    path("tickets/", TicketsView.as_view()),
]
