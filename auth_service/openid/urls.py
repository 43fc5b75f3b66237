from django.urls import path

from auth_service.openid import api

urlpatterns = [
    path("token/openid/", api.BeginView.as_view()),
    path("token/openid/callback/", api.CallbackView.as_view()),
    path("token/openid/second-factor/", api.SecondFactorView.as_view()),
    path("token/openid/code/", api.MailProviderCodeView.as_view()),
]
