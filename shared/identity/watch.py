"""Keeps what this process knows of auth_service up to date: revocations, and public keys.

Verifying a token looks into memory only. A thread asks every two seconds. While auth_service is
away the last known state counts, after a restart as well.
"""

import json
import threading
import time
from pathlib import Path

import structlog
from django.conf import settings

from shared.errors import DomainError
from shared.identity.keys import key_set
from shared.identity.revocations import Revocations
from shared.identity.services import ServiceClient

PATH = "/api/v1/revocations/"
ASK_SECONDS = 2.0
ANSWER_SECONDS = 2.0
# What was revoked while this process did not run yet must not get in by being first.
FIRST_ANSWER_SECONDS = 1.0
STALE_SECONDS = 10.0
log = structlog.get_logger()


class Watch:
    """Asks at `url` for as long as the process lives, from `start` on."""

    def __init__(self, *, url: str, cache: Path, every: float = ASK_SECONDS) -> None:
        self._client = ServiceClient.for_polling(url, timeout=ANSWER_SECONDS)
        self._cache = cache
        self._every = every
        self._known = Revocations()
        self._tried = threading.Event()
        self._heard_at = float("-inf")
        self._stopped = threading.Event()

    def start(self) -> None:
        self._load()
        threading.Thread(target=self._run, name="revocations", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def known(self) -> Revocations:
        """What auth_service has told; waits a moment for its first answer only."""
        self._tried.wait(FIRST_ANSWER_SECONDS)
        return self._known

    def silent_for(self) -> float:
        """Seconds since auth_service last answered."""
        return time.monotonic() - self._heard_at

    def ask(self) -> None:
        """Take in what is new; DomainError when auth_service cannot be asked."""
        news = self._client.get(PATH, {"since": self._known.cursor})
        if self._known.take(news):
            self._save()
        self._heard_at = time.monotonic()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                if not settings.JWT_SECRETS:
                    key_set().keep_fresh()
                self.ask()
            except DomainError as error:
                log.warning("revocations_not_heard", error_message=error.message)
            except Exception:
                # The boundary of a thread that nobody would start again.
                log.exception("revocations_not_heard")
            self._tried.set()
            self._stopped.wait(self._every)

    def _load(self) -> None:
        try:
            self._known.take(json.loads(self._cache.read_text()))
        except (OSError, ValueError, KeyError, TypeError):
            self._known = Revocations()

    def _save(self) -> None:
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            part = self._cache.with_suffix(f".{threading.get_ident()}.part")
            part.write_text(json.dumps(self._known.as_answer()))
            part.replace(self._cache)
        except OSError as error:
            log.warning("revocations_not_kept", error_message=str(error))


_watch: Watch | None = None
_lock = threading.Lock()


def known_revocations() -> Revocations:
    """What this process knows; nothing where settings.WATCH_REVOCATIONS is off."""
    return _running().known() if settings.WATCH_REVOCATIONS else Revocations()


def report() -> str:
    """For the health page: RuntimeError while revocations do not arrive."""
    if not settings.WATCH_REVOCATIONS:
        return "not watched here"
    watch = _running()
    watch.known()
    silent = watch.silent_for()
    if silent > STALE_SECONDS:
        raise RuntimeError("auth_service tells nothing new: tokens count until they expire")
    return f"heard {silent:.0f} s ago"


def _running() -> Watch:
    """This process's watch. Begun at first use: threads do not survive a server's fork."""
    global _watch
    if _watch is None:
        with _lock:
            if _watch is None:
                watch = Watch(url=settings.AUTH_URL, cache=settings.CACHE_DIR / "revocations.json")
                watch.start()
                _watch = watch
    return _watch
