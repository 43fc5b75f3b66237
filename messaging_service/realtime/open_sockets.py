"""The sockets open in this process, counted and capped for each person."""

from collections import Counter

from django.conf import settings


class OpenSockets:
    def __init__(self) -> None:
        self._of: Counter[int] = Counter()

    def __len__(self) -> int:
        return self._of.total()

    def admit(self, user_id: int) -> bool:
        """Count one more socket of this person; False when there are too many already."""
        if self._of[user_id] >= settings.SOCKETS_PER_PERSON:
            return False
        self._of[user_id] += 1
        return True

    def release(self, user_id: int) -> None:
        self._of[user_id] -= 1
        if not self._of[user_id]:
            del self._of[user_id]


open_sockets = OpenSockets()


def report() -> str:
    """For the health page."""
    return f"{len(open_sockets)} open"
