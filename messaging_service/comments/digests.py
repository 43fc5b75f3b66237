"""What a list of tickets shows of their discussions: unread comments, and who is there."""

import time
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, cast

import orjson
from django.conf import settings
from django.db.models import Count, Max, Q
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from messaging_service.comments.models import Comment, ReadMarker
from messaging_service.comments.selectors import stream_of
from messaging_service.realtime.hints import REDIS_FAILURES
from messaging_service.realtime.presence import Person
from messaging_service.realtime.streams import group_of

Sights = dict[str, bool]
NOTHING: Final[dict[str, Any]] = {"unread": 0, "last_comment_at": None}


def digests(reader_id: int, sights: Sights) -> list[dict[str, Any]]:
    """One for each ticket of `sights`, in a constant number of statements."""
    counted = _comments(reader_id, sights)
    present = people_at(sights, [stream_of(each, internal=sights[each]) for each in sights])
    return [
        {
            "ticket_id": ticket_id,
            **counted.get(ticket_id, NOTHING),
            "people": present.get(ticket_id, []),
        }
        for ticket_id in sights
    ]


def _comments(reader_id: int, sights: Sights) -> dict[str, dict[str, Any]]:
    markers = ReadMarker.objects.filter(user_id=reader_id, ticket_id__in=sights)
    read = dict(markers.values_list("ticket_id", "last_seq"))
    unread = Q(pk__in=[])
    for ticket_id, internal in sights.items():
        place = "seq__gt" if internal else "requester_seq__gt"
        unread |= Q(ticket_id=ticket_id, **{place: read.get(ticket_id, 0)})
    outside = [ticket_id for ticket_id, internal in sights.items() if not internal]
    rows = (
        Comment.objects.filter(ticket_id__in=sights, deleted_at=None)
        .exclude(ticket_id__in=outside, visibility=Comment.Visibility.INTERNAL)
        .order_by()
        .values("ticket_id")
        .annotate(
            unread=Count("pk", filter=unread & ~Q(user_id=reader_id)),
            last_comment_at=Max("created_at"),
        )
    )
    return {str(row.pop("ticket_id")): row for row in map(dict, rows)}


def people_at(ticket_ids: Sights, streams: Sequence[str]) -> dict[str, list[Person]]:
    """Who has each ticket open; nobody is named while Redis is away."""
    try:
        with _redis(settings.REDIS_URL).pipeline(transaction=False) as commands:
            for stream in streams:
                commands.zrangebyscore(f"presence_{group_of(stream)}", time.time(), "+inf")
            found = commands.execute()
    except REDIS_FAILURES:
        return {}
    return {each: _persons(members) for each, members in zip(ticket_ids, found, strict=True)}


def _persons(members: list[Any]) -> list[Person]:
    people = (orjson.loads(cast(bytes, member))[1] for member in members)
    by_id = {person["user_id"]: person for person in people}
    return sorted(by_id.values(), key=lambda person: str(person["username"]))


@cache
def _redis(url: str) -> Redis:
    return Redis.from_url(
        url, socket_connect_timeout=1, socket_timeout=1, retry=Retry(NoBackoff(), 0)
    )
