"""Becomes another program: `python -S launch.py SPEC.json [argument …]`.

SPEC names the environment and, unless arguments follow, the command. Supervisors' configuration
languages cannot carry any path and any value; JSON can. Imports as little as possible because
every process starts through it.
"""

import json
import os
import sys


def main(path: str, arguments: list[str]) -> None:
    with open(path) as stream:
        spec = json.load(stream)
    _record(spec)
    if spec.get("cwd"):
        os.chdir(spec["cwd"])
    os.environ.update(spec["environment"])
    command = arguments or spec["command"]
    os.execvp(command[0], command)  # noqa: S606  replacing this process is the purpose


def _record(spec: dict[str, str]) -> None:
    """Leave our pid and start time (a pid alone may be somebody else's later) and count starts."""
    if not (record := spec.get("record")):
        return
    with open("/proc/self/stat") as stat:
        started = stat.read().rpartition(")")[2].split()[19]
    with open(record + ".pid", "w") as stream:
        stream.write(f"{os.getpid()} {started}")
    with open(record + ".starts", "a") as stream:
        stream.write("+")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
