from django.urls import path

from auth_service.alerts import api

urlpatterns = [
    path("<int:user_id>/sign-in-delay/", api.SignInDelayView.as_view()),
    path("<int:user_id>/unlock/", api.UnlockView.as_view()),
]
