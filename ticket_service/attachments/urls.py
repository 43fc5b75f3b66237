from django.urls import path, re_path

from shared.files.serializers import FileRulesView
from ticket_service.attachments import api
from ticket_service.tickets.urls import NUMBER

FILES = rf"^tickets/{NUMBER}/attachments/"
ONE = rf"{FILES}(?P<file_id>[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/"

urlpatterns = [
    path("attachments/rules/", FileRulesView.as_view()),
    path("attachments/quarantined/", api.TicketQuarantineView.as_view()),
    re_path(rf"{ONE}release/$", api.TicketFileReleaseView.as_view()),
    re_path(rf"{ONE}$", api.TicketFileView.as_view()),
    re_path(rf"{FILES}$", api.TicketFilesView.as_view()),
]
