from django.urls import path

from auth_service.recovery import api

urlpatterns = [
    path("forgot/", api.ForgotPasswordView.as_view()),
    path("reset/", api.ResetPasswordView.as_view()),
    path("change/", api.ChangePasswordView.as_view()),
]
