from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from auth_service.api_keys.models import ApiKey
from shared.http.examples import asked_as
from shared.http.fields import StrictSerializer
from shared.identity.api_keys import SCOPES

LIFETIME = timedelta(days=90)
LONGEST = timedelta(days=366)
OVERLAP_SECONDS = 24 * 3600
LONGEST_OVERLAP_SECONDS = 30 * 24 * 3600


def default_expiry() -> datetime:
    return timezone.now() + LIFETIME


class ExpiryField(serializers.DateTimeField):
    """In the future, and within a year: a key that nobody renews must end."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default=default_expiry, help_text="In 90 days by default", **options)

    def to_internal_value(self, value: Any) -> datetime:
        moment = super().to_internal_value(value)
        if not timezone.now() < moment <= timezone.now() + LONGEST:
            raise serializers.ValidationError(f"must be within the next {LONGEST.days} days")
        return moment


class CreateApiKeyInput(StrictSerializer):
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=SCOPES), min_length=1, max_length=10
    )
    expires_at = ExpiryField()

    def validate_scopes(self, scopes: list[str]) -> list[str]:
        return list(dict.fromkeys(scopes))


@asked_as(overlap_seconds=86400, expires_at="2027-02-19T09:14:03Z")
class RotateApiKeyInput(StrictSerializer):
    """For `overlap_seconds` the old key opens as well."""

    overlap_seconds = serializers.IntegerField(
        min_value=0, max_value=LONGEST_OVERLAP_SECONDS, default=OVERLAP_SECONDS
    )
    expires_at = ExpiryField()


class ApiKeyOutput(serializers.ModelSerializer):
    """`prefix` is the beginning of the key; `former_until` is set while the old one still opens."""

    scopes = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ApiKey
        fields = [
            "id",
            "name",
            "prefix",
            "scopes",
            "created_by",
            "created_at",
            "rotated_at",
            "former_until",
            "expires_at",
            "last_used_at",
            "revoked_at",
        ]


class NewApiKeyOutput(ApiKeyOutput):
    """With the key itself, this once."""

    key = serializers.CharField()

    class Meta(ApiKeyOutput.Meta):
        fields = [*ApiKeyOutput.Meta.fields, "key"]


class OpenedKeyOutput(serializers.ModelSerializer):
    scopes = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ApiKey
        fields = ["id", "name", "prefix", "scopes", "expires_at"]
