from rest_framework import serializers

from auth_service.recovery.serializers import password_field
from auth_service.second_factor.models import SecondFactor
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer

MAX_OTP = 40


class ConfirmedFactor(serializers.Serializer):
    method = serializers.ChoiceField(choices=SecondFactor.Method.choices)
    confirmed_at = serializers.DateTimeField()


@shown_as(
    is_required=True,
    methods=[{"method": "totp", "confirmed_at": "2026-11-21T10:00:00Z"}],
    recovery_codes_left=10,
)
class SecondFactorOutput(serializers.Serializer):
    """`is_required`: a role of the person asks for a second factor."""

    is_required = serializers.BooleanField()
    methods = ConfirmedFactor(many=True)
    recovery_codes_left = serializers.IntegerField()


@shown_as(
    secret="JBSWY3DPEHPK3PXP",  # noqa: S106  an example
    uri="otpauth://totp/TTS:maria.reyes%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=TTS",
    qr_svg="<svg …></svg>",
)
class ProvisioningOutput(serializers.Serializer):
    """The QR code is an SVG document that holds `uri`; `secret` is for typing."""

    secret = serializers.CharField()
    uri = serializers.CharField()
    qr_svg = serializers.CharField()


class OtpInput(StrictSerializer):
    otp = serializers.CharField(max_length=MAX_OTP, write_only=True)


@asked_as(password="violet tractor 42")  # noqa: S106  an example
class OwnPasswordInput(StrictSerializer):
    password = password_field()


class RecoveryCodesOutput(serializers.Serializer):
    """Shown this once. Empty when the person has codes already."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


@shown_as(message="A code is on its way to your address.")
class MailedOutput(serializers.Serializer):
    message = serializers.CharField()
