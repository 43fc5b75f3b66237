"""Who has the discussion open, and who is writing: passing signals, kept nowhere for long."""

import time
from collections.abc import Sequence

from messaging_service.realtime.feed import Feed
from messaging_service.realtime.hints import tell
from messaging_service.realtime.rooms import current_rooms
from shared.identity.caller import Caller

# A client that repeats itself with every key pressed is passed on this often.
TYPING_REPEAT_SECONDS = 1.0


class Attendance:
    """One socket's part in it.

    `heard_in` are the streams whose readers may know of this person, the first being its own:
    a requester is shown to everybody, an agent only to those who may read internal comments.
    """

    def __init__(self, *, caller: Caller, heard_in: Sequence[str], feed: Feed) -> None:
        self._caller_id = caller.id
        self._person = {
            "user_id": caller.id,
            "username": caller.username,
            "full_name": caller.full_name,
        }
        self._heard_in = heard_in
        self._feed = feed
        self._typing: tuple[bool, float] | None = None

    def begin(self) -> None:
        """Be present, and be shown who else is."""
        for stream in self._heard_in:
            current_rooms().of(stream).enter(self._person)
        current_rooms().of(self._heard_in[0]).watch(self._feed, self._caller_id)

    async def end(self) -> None:
        rooms = current_rooms()
        rooms.of(self._heard_in[0]).unwatch(self._feed)
        for stream in self._heard_in:
            rooms.of(stream).leave(self._person)
        for stream in self._heard_in:
            await rooms.tidy(stream)

    async def typing(self, is_typing: bool) -> None:
        """Tell the others, unless they have just been told."""
        now = time.monotonic()
        if self._typing:
            told, at = self._typing
            if told == is_typing and now - at < TYPING_REPEAT_SECONDS:
                return
        self._typing = is_typing, now
        message = {"type": "typing", "person": self._person, "is_typing": is_typing}
        for stream in self._heard_in:
            await tell(stream, message)
