from django.urls import path

from auth_service.openid import api

urlpatterns = [
    path("token/openid/", api.BeginView.as_view()),
    path("token/openid/callback/", api.CallbackView.as_view()),
]
