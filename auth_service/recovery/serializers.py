from typing import Any

from rest_framework import serializers

from auth_service.accounts.serializers import MAX_PASSWORD
from shared.http.fields import StrictSerializer

MAX_LINK_TOKEN = 100


def password_field() -> serializers.CharField:
    return serializers.CharField(max_length=MAX_PASSWORD, trim_whitespace=False, write_only=True)


class ForgotPasswordInput(StrictSerializer):
    """`username` may hold a user name or an address; `email` is another name of that field."""

    username = serializers.CharField(max_length=254, required=False)
    email = serializers.CharField(max_length=254, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError({"email": "give an e-mail address or a user name"})
        return {"login": next(iter(attrs.values()))}


class ResetPasswordInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_LINK_TOKEN)
    new_password = password_field()


class ChangePasswordInput(StrictSerializer):
    current_password = password_field()
    new_password = password_field()


class SentOutput(serializers.Serializer):
    """The same whether anything was sent or not."""

    message = serializers.CharField()
