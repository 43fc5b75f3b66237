from django.urls import path

from messaging_service.files import api

OF_COMMENT = "comments/<int:comment_id>/attachments/"

urlpatterns = [
    path("attachments/", api.TicketCommentFilesView.as_view()),
    path("attachments/quarantined/", api.CommentQuarantineView.as_view()),
    path(OF_COMMENT, api.CommentFilesView.as_view()),
    path(f"{OF_COMMENT}<uuid:file_id>/", api.CommentFileView.as_view()),
    path(f"{OF_COMMENT}<uuid:file_id>/release/", api.CommentFileReleaseView.as_view()),
]
