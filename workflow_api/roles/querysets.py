"""Who is in a role now."""

from collections.abc import Collection
from typing import Self

from django.db import models

from shared.identity.caller import TTS
from shared.identity.rights import Kind


class RoleMemberQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Those whose membership and role are in force, of whatever system."""
        return self.filter(is_active=True, role__is_active=True)

    def of_tts(self, roles: Collection[str] | None = None) -> Self:
        """The active ones in a role of TTS; in one of `roles`, where some are named."""
        found = self.active().filter(role__system=TTS)
        return found if roles is None else found.filter(role__name__in=roles)

    def staff(self) -> Self:
        """The active ones who work here: in any role of TTS but a requester's."""
        return self.of_tts().exclude(role__name=Kind.REQUESTER.value)
