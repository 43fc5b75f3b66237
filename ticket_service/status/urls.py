from django.urls import re_path

from ticket_service.status.api import TimelineView
from ticket_service.tickets.urls import NUMBER

urlpatterns = [re_path(rf"^tickets/{NUMBER}/timeline/$", TimelineView.as_view())]
