"""Telling a person what is being done, for how long, and what went wrong."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from deploy.failure import StepFailed

# Without a terminal nothing says how wide a line may be, and tables must not lose columns.
_WIDTH = None if sys.stderr.isatty() else 160
# Progress is for people: it never mixes with a document on standard output.
console = Console(stderr=True, highlight=False, soft_wrap=True, width=_WIDTH)
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 160)


@contextmanager
def stage(title: str) -> Iterator[None]:
    """One line per stage: spinning while it runs, its seconds when done."""
    started = time.monotonic()
    try:
        with console.status(f"{title} …"):
            yield
    except BaseException:
        console.print(f"[red]✘[/] {title} [dim]{time.monotonic() - started:.1f} s[/]")
        raise
    console.print(f"[green]✔[/] {title} [dim]{time.monotonic() - started:.1f} s[/]")


def report(failure: StepFailed) -> None:
    """Why it failed, the end of the log, and what to do."""
    console.print(failure.why, style="red", markup=False)
    if tail := failure.tail():
        console.print(f"The last lines of {failure.log}:", markup=False)
        console.print(tail, style="dim", markup=False)
    if failure.advice:
        console.print(failure.advice, markup=False)
