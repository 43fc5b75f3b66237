"""Running infrastructure as its own user when we are root.

PostgreSQL refuses root, and the others need not be it. A checkout below a private directory (a
clone in /root) is out of such a user's reach; then the process keeps the one capability that lets
it pass through.
"""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Final

from deploy.failure import StepFailed

# In the order of how little they give; containers often withhold the first.
PASSING: Final = ("dac_read_search", "dac_override")


def as_user(name: str, folder: Path) -> list[str]:
    """The prefix of a command that runs as `name` and can reach `folder`; empty unless root."""
    if os.geteuid() != 0:
        return []
    user = _user(name)
    plain = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    for prefix in (plain, *(_with(plain, capability) for capability in PASSING)):
        if _reaches(prefix, folder):
            return prefix
    raise StepFailed(
        f"the user {name} cannot reach {folder}",
        advice="Move the checkout out of the private directory, or set TTS_VAR to another folder.",
    )


def give(folder: Path, name: str) -> Path:
    """Make `folder` and hand it to `name`, for nobody else to read."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    hand_over(folder, name)
    return folder


def hand_over(path: Path, name: str) -> None:
    if os.geteuid() == 0:
        user = _user(name)
        os.chown(path, user.pw_uid, user.pw_gid)


def _user(name: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return pwd.getpwnam("nobody")


def _with(prefix: list[str], capability: str) -> list[str]:
    return [*prefix, f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]


def _reaches(prefix: list[str], folder: Path) -> bool:
    # Not test(1): that computes from the mode bits and does not know of capabilities.
    look = [*prefix, "stat", f"{folder}/."]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0
