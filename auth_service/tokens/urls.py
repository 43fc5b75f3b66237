from django.urls import path

from auth_service.tokens import api

urlpatterns = [
    path("token/", api.SignInView.as_view()),
    path("token/refresh/", api.RefreshView.as_view()),
    path("token/verify/", api.VerifyView.as_view()),
    path("token/service/", api.ServiceTokenView.as_view()),
    path("logout/", api.SignOutView.as_view()),
    path(".well-known/jwks.json", api.KeySetView.as_view()),
]
