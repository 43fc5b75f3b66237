from django.urls import path

from shared.dead_letters.api import actions, lists

urlpatterns = [
    path("", lists.DeadLetterListView.as_view()),
    path("groups/", lists.DeadLetterGroupsView.as_view()),
    path("retry/", actions.RetryGroupView.as_view()),
    path("runs/", lists.RetryRunListView.as_view()),
    path("runs/<int:run_id>/", lists.RetryRunView.as_view()),
    path("runs/<int:run_id>/stop/", actions.StopRunView.as_view()),
    path("<int:letter_id>/", lists.DeadLetterView.as_view()),
    path("<int:letter_id>/retry/", actions.RetryView.as_view()),
    path("<int:letter_id>/edit-and-retry/", actions.EditAndRetryView.as_view()),
    path("<int:letter_id>/ignore/", actions.IgnoreView.as_view()),
    path("<int:letter_id>/assign/", actions.AssignView.as_view()),
]
