from django.urls import path

from auth_service.second_factor import api
from auth_service.second_factor.models import SecondFactor

EMAIL, TOTP = SecondFactor.Method.EMAIL, SecondFactor.Method.TOTP

urlpatterns = [
    path("2fa/", api.SecondFactorView.as_view()),
    path("2fa/totp/", api.TotpView.as_view()),
    path("2fa/totp/confirm/", api.ConfirmView.as_view(method=TOTP)),
    path("2fa/totp/remove/", api.RemoveView.as_view(method=TOTP)),
    path("2fa/email/", api.EmailView.as_view()),
    path("2fa/email/confirm/", api.ConfirmView.as_view(method=EMAIL)),
    path("2fa/email/remove/", api.RemoveView.as_view(method=EMAIL)),
    path("2fa/recovery-codes/", api.RecoveryCodesView.as_view()),
    path("<int:user_id>/2fa/", api.PersonsSecondFactorView.as_view()),
]
