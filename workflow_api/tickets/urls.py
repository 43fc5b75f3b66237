from django.urls import path

from workflow_api.tickets import api

urlpatterns = [
    path("tickets/", api.WorkflowTicketListView.as_view()),
    path("tickets/unrouted/", api.UnroutedTicketListView.as_view()),
    # A number may contain slashes.
    path("tickets/<path:number>/access/", api.TicketAccessView.as_view()),
]
