from django.urls import include, path

from shared.http.urls import handler400, handler403, handler404, handler500, service_urls
from workflow_api.access.api import AccessCheckView

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    # What is asked most stands first: the patterns of each are tried in turn.
    path("", include("workflow_api.tasks.urls")),
    path("", include("workflow_api.views.urls")),
    path("", include("workflow_api.replays.urls")),
    path("", include("workflow_api.workflows.urls")),
    path("", include("workflow_api.drafting.urls")),
    path("", include("workflow_api.live.urls")),
    path("", include("workflow_api.migrating.urls")),
    path("", include("workflow_api.roles.urls")),
    path("", include("workflow_api.tickets.urls")),
    path("", include("workflow_api.bulk.urls")),
    path("", include("workflow_api.macros.urls")),
    path("", include("workflow_api.following.urls")),
    path("", include("workflow_api.assignment.urls")),
    path("", include("workflow_api.hand_over.urls")),
    path("", include("workflow_api.board.urls")),
    path("", include("workflow_api.capacity.urls")),
    path("", include("workflow_api.sla.urls")),
    path("", include("workflow_api.calendars.urls")),
    path("", include("workflow_api.external.urls")),
    path("", include("workflow_api.audit.urls")),
    path("access-check/", AccessCheckView.as_view()),
    path("", include("workflow_api.system.urls")),
    path("dead-letters/", include("shared.dead_letters.urls")),
    *service_urls(),
]
