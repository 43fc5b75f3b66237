"""Settings of messaging_service. Values that differ between places come from the environment."""

from shared.env import env_int
from shared.settings import *

# isort: split
# After the settings, which decide whether redis-py finds OpenTelemetry to load.
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

INSTALLED_APPS = [
    *BASE_APPS,
    "shared.dead_letters",
    "messaging_service.realtime",
    "messaging_service.comments",
    "messaging_service.files",
    "messaging_service.drafts",
]
RETENTION = {**DEAD_LETTER_RETENTION, "messaging_service.drafts.services.forget": 90}
INTEGRATIONS = ("workflow",)

SCHEDULE = {**DEAD_LETTER_SCHEDULE, "messaging_service.files.services.sweep_orphans": 60}
UPLOAD_PATHS = (r"^/api/comments/\d+/attachments/$",)
HEALTH_CHECKS = {**HEALTH_CHECKS, "sockets": "messaging_service.realtime.open_sockets.report"}
ASGI_APPLICATION = "messaging_service.asgi.application"

EXAMPLE_WORDS = (*EXAMPLE_WORDS, "messaging_service.words")
SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"] = {
    "CommentVisibility": "messaging_service.comments.models.Comment.Visibility",
    "CommentRating": "messaging_service.comments.serializers.RATINGS",
    "FileStateEnum": "shared.files.models.FileState",
    "DeadLetterStateEnum": "shared.dead_letters.models.DeadLetter.State",
}

# Short time-outs: a hint that cannot be given at once is dropped, sockets look in the database.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": REDIS_URL,
                    "socket_connect_timeout": 1,
                    "socket_timeout": 1,
                    "retry": Retry(NoBackoff(), 0),
                }
            ],
            "prefix": "tts",
        },
    }
}

# How many events of a stream are kept for `resume`; who missed more gets `resync`.
EVENTS_RETAINED = env_int("TTS_EVENTS_RETAINED", 5000)

# One query asks for all streams with listeners in this process, so the interval can be short.
SOCKET_POLL_SECONDS = env_int("TTS_SOCKET_POLL_SECONDS", 1)
SOCKET_RESUME_WINDOW_SECONDS = 0.5
SOCKET_ACCESS_CHECK_SECONDS = 30.0
# Looks into memory only; what is in there is two seconds old at most.
SOCKET_REVOCATION_CHECK_SECONDS = 1.0
SOCKET_REAUTH_GRACE_SECONDS = 30.0
SOCKET_SEND_TIMEOUT_SECONDS = env_int("TTS_SOCKET_SEND_TIMEOUT_SECONDS", 15)
SOCKET_TICKET_SECONDS = 30
# The longest comment, every character of it escaped in JSON, and room for the rest of the frame.
SOCKET_MAX_FRAME_BYTES = env_int("TTS_SOCKET_MAX_FRAME_BYTES", 128 * 1024)
SOCKETS_PER_PERSON = env_int("TTS_SOCKETS_PER_PERSON", 20)
