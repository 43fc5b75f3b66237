"""Streams: numbered events that open screens follow without missing one."""

from django.db import models
from django.db.models import Q

KEY_LENGTH = 160


class StreamHead(models.Model):
    """The last number given out in a stream; its row lock makes the numbers gapless."""

    key = models.CharField(max_length=KEY_LENGTH, primary_key=True)
    last_seq = models.PositiveBigIntegerField(default=0)


class StreamEvent(models.Model):
    """One thing that happened in a stream; the newest settings.EVENTS_RETAINED are kept."""

    stream = models.CharField(max_length=KEY_LENGTH)
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    # The publisher's id, where the event arrived as a message: the same one is appended once.
    event_id = models.CharField(max_length=64, null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="stream_event_seq_unique"),
            models.UniqueConstraint(
                fields=["stream", "event_id"], name="stream_event_event_id_unique"
            ),
            models.CheckConstraint(name="stream_event_seq_positive", condition=Q(seq__gte=1)),
        ]


class SocketTicket(models.Model):
    """Admits one WebSocket, once, within seconds. Only a digest of the ticket is stored."""

    digest = models.CharField(max_length=64, primary_key=True)
    # The access token's claims: a socket lives no longer than the token that asked for it.
    claims = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)
