from django.urls import path

from workflow_api.tickets import api, triage, triaging

urlpatterns = [
    path("tickets/", api.WorkflowTicketListView.as_view()),
    path("tickets/unrouted/", triage.UnroutedTicketListView.as_view()),
    path("tickets/sights/", api.TicketSightsView.as_view()),
    # Digits alone are always an id; any other text is a number, which may contain slashes.
    path("tickets/<int:ticket_id>/route/", triage.RouteTicketView.as_view()),
    path("tickets/<int:ticket_id>/accept/", triaging.AcceptTicketView.as_view()),
    path("tickets/<int:ticket_id>/decline/", triaging.DeclineTicketView.as_view()),
    path("tickets/<int:ticket_id>/duplicate/", triaging.DuplicateTicketView.as_view()),
    path("tickets/<int:ticket_id>/snooze/", triaging.SnoozeTicketView.as_view()),
    path("tickets/<int:ticket_id>/rule/", triaging.TicketRuleView.as_view()),
    path("tickets/<path:number>/route/", triage.RouteTicketByNumberView.as_view()),
    path("tickets/<path:number>/access/", api.TicketAccessView.as_view()),
]
