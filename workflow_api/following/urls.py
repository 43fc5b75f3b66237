from django.urls import path

from workflow_api.following import api

urlpatterns = [
    path("tasks/<task:task_id>/watch/", api.WatchView.as_view()),
    path("tasks/<task:task_id>/colleagues/", api.ColleagueView.as_view()),
    path("tickets/<path:number>/watch/", api.TicketWatchView.as_view()),
    path("tickets/<path:number>/mentionable/", api.MentionableView.as_view()),
]
