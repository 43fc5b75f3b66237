"""A step that did not work, told to a person."""

from pathlib import Path

TAIL_LINES = 25


class StepFailed(Exception):
    """`why` is the reason, `advice` what to do about it, `log` where the details are."""

    def __init__(self, why: str, *, advice: str = "", log: Path | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice
        self.log = log

    def tail(self) -> str:
        """The last lines of the log, or nothing."""
        return tail_of(self.log) if self.log else ""


def tail_of(log: Path, lines: int = TAIL_LINES) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""
