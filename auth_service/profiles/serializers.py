import zoneinfo
from functools import cache

from rest_framework import serializers

from auth_service.accounts.fields import AddressField
from auth_service.accounts.models import User
from auth_service.accounts.serializers import PersonOutput
from auth_service.recovery.serializers import MAX_LINK_TOKEN, password_field
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer


@shown_as(
    id=12,
    username="maria.reyes",
    email="maria.reyes@example.com",
    full_name="Maria Reyes",
    department="IT",
    is_active=True,
    roles=[{"system": "TTS", "role": "IT Support"}],
    created_at="2026-11-21T10:00:00Z",
    updated_at="2026-11-21T10:00:00Z",
    language="de",
    time_zone="Europe/Berlin",
    theme="dark",
)
class ProfileOutput(PersonOutput):
    """A person as they see themselves."""

    class Meta(PersonOutput.Meta):
        fields = [*PersonOutput.Meta.fields, "language", "time_zone", "theme"]


class ChangeProfileInput(StrictSerializer):
    """`language` and `theme` may be `system`: whatever the device says.

    `time_zone` is a name such as `Europe/Berlin`.
    """

    full_name = serializers.CharField(max_length=200, required=False)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=User.Language.choices, required=False)
    time_zone = serializers.CharField(max_length=64, required=False)
    theme = serializers.ChoiceField(choices=User.Theme.choices, required=False)

    def validate_time_zone(self, name: str) -> str:
        if name not in known_time_zones():
            raise serializers.ValidationError("is not a time zone of the IANA database")
        return name


class NewAddressInput(StrictSerializer):
    email = AddressField()
    password = password_field()


@asked_as(token="q0Jc…")  # noqa: S106  an example
class ConfirmAddressInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_LINK_TOKEN)


@shown_as(message="A link is on its way to this address, if it can become yours.")
class AskedOutput(serializers.Serializer):
    message = serializers.CharField()


@cache
def known_time_zones() -> set[str]:
    """Names of the IANA database."""
    return zoneinfo.available_timezones()
