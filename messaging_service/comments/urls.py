from django.urls import path

from messaging_service.comments import api
from messaging_service.comments.digest_api import DigestView
from messaging_service.comments.read_markers import ReadMarkerView

urlpatterns = [
    path("digests/", DigestView.as_view(), name="digests"),
    path("comments/", api.CommentListView.as_view(), name="comments"),
    path("comments/<int:comment_id>/", api.CommentDetailView.as_view(), name="comment"),
    path("comments/<int:comment_id>/replies/", api.ReplyListView.as_view(), name="replies"),
    path("comments/<int:comment_id>/ratings/", api.CommentRatingView.as_view(), name="ratings"),
    path("read-markers/<path:ticket_id>/", ReadMarkerView.as_view(), name="read-marker"),
]
