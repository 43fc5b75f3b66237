from django.urls import path

from auth_service.profiles import api

urlpatterns = [
    path("me/", api.OwnProfileView.as_view()),
    path("me/email/", api.NewAddressView.as_view()),
    path("email/confirm/", api.ConfirmAddressView.as_view()),
]
