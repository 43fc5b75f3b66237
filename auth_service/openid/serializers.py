from rest_framework import serializers

from auth_service.tokens.serializers import MAX_OTP
from shared.http.examples import asked_as
from shared.http.fields import StrictSerializer


@asked_as(otp="492039")
class ProviderOtpInput(StrictSerializer):
    """Without `otp` the answer says what a code may come from."""

    otp = serializers.CharField(
        max_length=MAX_OTP, required=False, allow_blank=True, write_only=True
    )
