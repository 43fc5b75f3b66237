from django.urls import re_path

from ticket_service.tickets.api import TicketDetailView

# A number may be any id that a sender chose, with slashes too. PostgreSQL knows no NUL.
NUMBER = r"(?P<number>[^\x00]{1,64})"

urlpatterns = [re_path(rf"^tickets/{NUMBER}/$", TicketDetailView.as_view())]
