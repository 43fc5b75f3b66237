from django.urls import path

from auth_service.second_factor import token_api

urlpatterns = [
    path("code/", token_api.MailCodeView.as_view()),
    path("step-up/", token_api.StepUpView.as_view()),
]
