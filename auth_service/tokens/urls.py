from django.urls import path

from auth_service.tokens import api, options, service_clients, sessions

urlpatterns = [
    path("token/", api.SignInView.as_view()),
    path("token/options/", options.SignInOptionsView.as_view()),
    path("token/refresh/", api.RefreshView.as_view()),
    path("token/verify/", api.VerifyView.as_view()),
    path("token/service/", api.ServiceTokenView.as_view()),
    path("logout/", api.SignOutView.as_view()),
    path("api/v1/service-clients/", service_clients.ServiceClientsView.as_view()),
    path("api/v1/service-clients/<str:client_id>/", service_clients.ServiceClientView.as_view()),
    path(
        "api/v1/service-clients/<str:client_id>/rotate/",
        service_clients.RotateServiceClientView.as_view(),
    ),
    path("api/v1/users/me/sessions/", sessions.OwnSessionsView.as_view()),
    path("api/v1/users/me/sessions/<uuid:session_id>/", sessions.OwnSessionView.as_view()),
    path("api/v1/users/<int:user_id>/sessions/", sessions.PersonSessionsView.as_view()),
    path(
        "api/v1/users/<int:user_id>/sessions/<uuid:session_id>/",
        sessions.PersonSessionView.as_view(),
    ),
    path(".well-known/jwks.json", api.KeySetView.as_view()),
]
