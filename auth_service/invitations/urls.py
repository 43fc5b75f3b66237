from django.urls import path

from auth_service.invitations import api

urlpatterns = [
    path("", api.InvitationsView.as_view()),
    path("preview/", api.PreviewInvitationView.as_view()),
    path("accept/", api.AcceptInvitationView.as_view()),
    path("<int:invitation_id>/", api.InvitationView.as_view()),
    path("<int:invitation_id>/resend/", api.ResendInvitationView.as_view()),
]
