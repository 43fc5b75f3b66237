from typing import Any

from rest_framework import serializers

from shared.http.fields import StrictSerializer

MAX_TOKEN = 8192


class SignInInput(StrictSerializer):
    """`username` may hold a user name or an address; `email` is another name of that field."""

    username = serializers.CharField(max_length=254, required=False)
    email = serializers.CharField(max_length=254, required=False)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        names = [attrs[key] for key in ("username", "email") if key in attrs]
        if len(names) != 1:
            raise serializers.ValidationError({"username": "give a user name or an e-mail address"})
        return {"login": names[0], "password": attrs["password"]}


class RefreshInput(StrictSerializer):
    """Without `refresh` the cookie is used."""

    refresh = serializers.CharField(max_length=MAX_TOKEN, required=False)


class TokenPairOutput(serializers.Serializer):
    """The tokens are left out when they were put into cookies. `expires_in` counts seconds."""

    access = serializers.CharField(required=False)
    refresh = serializers.CharField(required=False)
    access_token = serializers.CharField(required=False)
    refresh_token = serializers.CharField(required=False)
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField()


class VerifyInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_TOKEN)


class VerifyOutput(serializers.Serializer):
    valid = serializers.BooleanField()
    token_type = serializers.ChoiceField(choices=["access", "service"])
    subject = serializers.CharField()
    expires_at = serializers.DateTimeField()


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


class KeySetOutput(serializers.Serializer):
    keys = PublicKey(many=True)
