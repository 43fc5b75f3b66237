"""Settings of ticket_service. Values that differ between places come from the environment."""

from shared.contracts.tickets import HDTS_PRIORITY_MAP as DOCUMENTED_PRIORITY_MAP
from shared.env import env_bool, env_json
from shared.keyring import keyring
from shared.settings import *
from ticket_service.intake.shapes import COMPONENTS

INSTALLED_APPS = [
    *BASE_APPS,
    "shared.dead_letters",
    "ticket_service.tickets",
    "ticket_service.attachments",
    "ticket_service.intake",
    "ticket_service.status",
    "ticket_service.corrections",
    "ticket_service.portal",
]
RETENTION = DEAD_LETTER_RETENTION
INTEGRATIONS = ("workflow",)

SCHEDULE = {**DEAD_LETTER_SCHEDULE, "ticket_service.attachments.services.sweep_orphans": 60}
UPLOAD_PATHS = (r"^/tickets/.+/attachments/$",)

EXAMPLE_WORDS = (*EXAMPLE_WORDS, "ticket_service.words")

SPECTACULAR_SETTINGS = {
    **SPECTACULAR_SETTINGS,
    "APPEND_COMPONENTS": {"schemas": COMPONENTS},
    "ENUM_NAME_OVERRIDES": {
        "FileStateEnum": "shared.files.models.FileState",
        "DeadLetterStateEnum": "shared.dead_letters.models.DeadLetter.State",
    },
}

# Key id → secret. Two keys may be valid at a time, so that HDTS can change over without a gap.
HDTS_KEYS = keyring("TTS_HDTS_KEYS")
HDTS_REQUIRE_SIGNATURE = env_bool("HDTS_REQUIRE_SIGNATURE", True)
HDTS_PRIORITY_MAP = {**DOCUMENTED_PRIORITY_MAP, **env_json("HDTS_PRIORITY_MAP", "{}")}
