"""`./tts logs`: the last lines of every process, or one process followed."""

import time
from pathlib import Path

from deploy.cli.progress import out
from deploy.failure import StepFailed, tail_of
from deploy.instance import Instance

LINES_OF_EACH = 5
LINES_OF_ONE = 50


def show(instance: Instance, name: str | None, *, lines: int | None, follow: bool) -> None:
    """Print log lines; `follow` goes on until interrupted."""
    paths = _paths(instance, name)
    count = lines or (LINES_OF_ONE if len(paths) == 1 else LINES_OF_EACH)
    for path in paths:
        for line in tail_of(path, count).splitlines():
            _print(path, line, many=len(paths) > 1)
    if follow:
        follow_files(paths)


def _paths(instance: Instance, name: str | None) -> list[Path]:
    every = sorted(instance.logs.glob("*.log"))
    chosen = [path for path in every if name in (None, path.stem, path.stem.split("-")[0])]
    if not chosen:
        names = ", ".join(path.stem for path in every) or "none"
        raise StepFailed(f"there is no log of {name}", advice=f"Logs: {names}")
    return chosen


def _print(path: Path, line: str, *, many: bool) -> None:
    prefix = f"{path.stem:<20} " if many else ""
    out.print(prefix + line, markup=False)


def follow_files(paths: list[Path]) -> None:
    """Print what is added from now on, until interrupted."""
    places = {path: path.stat().st_size for path in paths}
    while True:
        for path, place in places.items():
            size = path.stat().st_size
            if size < place:
                # The supervisor has rotated the file.
                place = 0
            with path.open(errors="replace") as stream:
                stream.seek(place)
                for line in stream.read().splitlines():
                    _print(path, line, many=len(paths) > 1)
                places[path] = stream.tell()
        time.sleep(0.5)
