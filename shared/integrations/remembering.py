"""One effect per idempotency key: the answer is kept for a day, and one process asks at a time.

While Redis is away everybody asks; the partner knows the key and has its effect once.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import orjson
import redis
import structlog

from shared.integrations.errors import InFlight
from shared.integrations.redis import client, key

KEPT_SECONDS: Final = 24 * 3600
COME_BACK_SECONDS: Final = 5.0
log = structlog.get_logger()


class Memory:
    """The answers of one operation; after `longest` seconds a call under way counts as dead."""

    def __init__(self, operation: str, longest: float) -> None:
        self._operation = operation
        self._longest = longest

    def recall(self, name: str, request: Any) -> Any:
        """The answer that this request had under this idempotency key, or None."""
        return _read(self._place(name, request)) if name else None

    def once(self, name: str, request: Any, ask: Callable[[], Any]) -> Any:
        """The answer of `ask`, kept under the idempotency key `name` (none: it is not kept).

        InFlight while another process asks the same.
        """
        if not name:
            return ask()
        place = self._place(name, request)
        with self._alone(place):
            # Whoever was here before may have been answered meanwhile.
            answer = _read(place)
            if answer is None:
                answer = ask()
                _keep(place, answer)
            return answer

    def _place(self, name: str, request: Any) -> str:
        # With the request in it: a name used for something else must not get this answer.
        content = orjson.dumps([name, request], option=orjson.OPT_SORT_KEYS, default=str)
        return key("answer", self._operation, hashlib.sha256(content).hexdigest())

    @contextmanager
    def _alone(self, place: str) -> Iterator[None]:
        lock = client().lock(f"{place}:lock", timeout=self._longest, blocking=False)
        try:
            mine = lock.acquire()
        except redis.RedisError:
            yield
            return
        if not mine:
            raise InFlight(f"{self._operation} is being asked this already", COME_BACK_SECONDS)
        try:
            yield
        finally:
            _release(lock)


def _read(place: str) -> Any:
    try:
        kept = client().get(place)
    except redis.RedisError:
        return None
    return orjson.loads(kept) if kept else None


def _keep(place: str, answer: Any) -> None:
    try:
        client().set(place, orjson.dumps(answer), ex=KEPT_SECONDS)
    except redis.RedisError as error:
        log.warning("answer_not_kept", error_message=str(error))


def _release(lock: Any) -> None:
    try:
        lock.release()
    except redis.RedisError as error:
        log.warning("answer_lock_not_released", error_message=str(error))
