from django.urls import path

from messaging_service.drafts.api import DraftView

urlpatterns = [path("drafts/<path:ticket_id>/", DraftView.as_view(), name="draft")]
