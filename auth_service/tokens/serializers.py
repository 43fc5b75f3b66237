from typing import Any

from rest_framework import serializers

from auth_service.documentation import ErrorOutput
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer

MAX_TOKEN = 8192
MAX_OTP = 40


class CredentialsInput(StrictSerializer):
    """`username` may hold a user name or an address; `email` is another name of that field."""

    username = serializers.CharField(max_length=254, required=False)
    email = serializers.CharField(max_length=254, required=False)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        names = [attrs.pop(key) for key in ("username", "email") if key in attrs]
        if len(names) != 1:
            raise serializers.ValidationError({"username": "give a user name or an e-mail address"})
        return {"login": names[0], **attrs}


class SignInInput(CredentialsInput):
    """`otp`: a code of the second factor, where the account has one, or a recovery code."""

    otp = serializers.CharField(
        max_length=MAX_OTP, required=False, allow_blank=True, write_only=True
    )


class StepUpInput(StrictSerializer):
    """A code where the account has a second factor, else the password."""

    otp = serializers.CharField(max_length=MAX_OTP, required=False, write_only=True)
    password = serializers.CharField(
        max_length=128, trim_whitespace=False, required=False, write_only=True
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError({"otp": "give either otp or password"})
        return attrs


@asked_as(refresh="eyJhbGciOi…")
class RefreshInput(StrictSerializer):
    """Without `refresh` the cookie is used."""

    refresh = serializers.CharField(max_length=MAX_TOKEN, required=False)


@shown_as(
    access="eyJhbGciOi…",
    refresh="eyJhbGciOi…",
    access_token="eyJhbGciOi…",  # noqa: S106  an example
    refresh_token="eyJhbGciOi…",  # noqa: S106  an example
    token_type="Bearer",  # noqa: S106  the word of OAuth 2
    expires_in=900,
)
class TokenPairOutput(serializers.Serializer):
    """The tokens are left out when they were put into cookies. `expires_in` counts seconds."""

    access = serializers.CharField(required=False)
    refresh = serializers.CharField(required=False)
    access_token = serializers.CharField(required=False)
    refresh_token = serializers.CharField(required=False)
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField()
    recovery_codes = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Once, when this sign-in ended the set-up of a second factor.",
    )


class EnrolmentOutput(ErrorOutput):
    """With ENROLMENT_REQUIRED a token that only sets up a second factor, for so many seconds."""

    enrolment_token = serializers.CharField(required=False)
    expires_in = serializers.IntegerField(required=False)


@shown_as(
    access="eyJhbGciOi…",
    access_token="eyJhbGciOi…",  # noqa: S106  an example
    token_type="Bearer",  # noqa: S106  the word of OAuth 2
    expires_in=900,
    auth_time=1795255200,
)
class SteppedUpOutput(serializers.Serializer):
    """The tokens are left out when they were put into a cookie. `auth_time` is a Unix time."""

    access = serializers.CharField(required=False)
    access_token = serializers.CharField(required=False)
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField()
    auth_time = serializers.IntegerField()


@shown_as(message="A code is on its way to your address.")
class CodeSentOutput(serializers.Serializer):
    message = serializers.CharField()


@asked_as(token="eyJhbGciOi…")  # noqa: S106  an example
class VerifyInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_TOKEN)


class VerifyOutput(serializers.Serializer):
    valid = serializers.BooleanField()
    token_type = serializers.ChoiceField(choices=["access", "service"])
    subject = serializers.CharField()
    expires_at = serializers.DateTimeField()


@asked_as(
    client_id="reporting",
    client_secret="Zk3vZk3vZk3vZk3v",  # noqa: S106  an example
    grant_type="client_credentials",
)
class ServiceTokenInput(StrictSerializer):
    client_id = serializers.CharField(max_length=100)
    client_secret = serializers.CharField(max_length=200, trim_whitespace=False)
    grant_type = serializers.ChoiceField(choices=["client_credentials"], required=False)


class ServiceTokenOutput(serializers.Serializer):
    access = serializers.CharField()
    access_token = serializers.CharField()
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField()
    scopes = serializers.ListField(child=serializers.CharField())


class PublicKey(serializers.Serializer):
    kid = serializers.CharField()
    kty = serializers.CharField()
    alg = serializers.CharField()
    use = serializers.CharField()
    n = serializers.CharField()
    e = serializers.CharField()


@shown_as(
    keys=[
        {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": "2026-11-21-a",
            "n": "0vx7…",
            "e": "AQAB",
        }
    ],
)
class KeySetOutput(serializers.Serializer):
    keys = PublicKey(many=True)
