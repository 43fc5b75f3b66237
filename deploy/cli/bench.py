"""`./tts bench`: run scenarios and show their figures beside the goals."""

import argparse
import signal
from typing import Any

from rich.table import Table

from deploy.bench.goals import GOALS, goal_named
from deploy.bench.machine import is_busy, load
from deploy.bench.run import run
from deploy.bench.scenarios import SCENARIOS
from deploy.bench.subject import Extent
from deploy.cli.progress import console, out, stage
from deploy.instance import Instance

MARKS = {True: "[green]✔[/]", False: "[red]✘[/]", None: "-"}


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenario", nargs="*", type=_scenario, help=f"default: all of {', '.join(SCENARIOS)}"
    )
    command.add_argument("--list", action="store_true", help="the goals and their scenarios")
    here = "measure the running instance; its data will grow"
    command.add_argument("--here", action="store_true", help=here)
    for name, kind, default, text in (
        ("minutes", float, 1.0, "how long tickets are offered at the goal's rate"),
        ("rounds", int, 5, "rounds of whatever is measured in turns with a baseline"),
        ("count", int, 1000, "tickets of such a round"),
        ("backlog", int, 5000, "tickets of a round of batch"),
        ("sockets", int, 500, "sockets that see a comment; four times as many are held"),
        (
            "rows",
            int,
            1_000_000,
            "tickets of size, at least 1000 of which are there for comparison",
        ),
        ("messages", int, 5000, "messages of a round of relay"),
    ):
        command.add_argument(f"--{name}", type=kind, default=default, help=f"{text} ({default})")


def bench(instance: Instance, options: argparse.Namespace) -> list[dict[str, Any]]:
    """The document of `bench --json`."""
    # Whoever ends this by `kill` or `timeout` must not be left with an instance running.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if is_busy():
        console.print(f"[yellow]The machine is busy (load {load()}): trust the ratios only.[/]")
    if options.here:
        console.print(f"The tickets of the measurement will stay in {instance.var}.")
    extent = Extent(
        minutes=options.minutes,
        rounds=options.rounds,
        count=options.count,
        backlog=options.backlog,
        messages=options.messages,
        sockets=options.sockets,
        rows=options.rows,
    )
    names = options.scenario or list(SCENARIOS)
    return run(names, instance, extent, here=options.here, stage=stage, tell=console.print)


def is_complete(document: list[dict[str, Any]], options: argparse.Namespace) -> bool:
    """Whether every scenario that was asked for gave a row."""
    measured = {goal_named(row["scenario"]).scenario for row in document}
    return measured >= set(options.scenario or SCENARIOS)


def show(document: list[dict[str, Any]]) -> None:
    figures = ("value", "baseline", "ratio", "p50", "p95", "p99", "lost", "twice")
    table = Table("", "scenario", *figures, "goal", box=None)
    for row in document:
        times = (_shown(row[name]) for name in ("p50_ms", "p95_ms", "p99_ms"))
        rest = (_shown(row[name]) for name in ("lost", "duplicated"))
        table.add_row(
            MARKS[row["met"]],
            row["scenario"],
            f"{_shown(row['value'])} {row['unit']}",
            _shown(row["baseline"]),
            _shown(row["ratio"]),
            *times,
            *rest,
            row["goal"],
        )
    out.print(table)
    if document:
        its = document[0]["machine"]
        words = f"{its['cores']} cores, {its['memory_gib']} GiB, load before {its['load_before']}"
        out.print(f"Times in ms. {words}.")


def goals() -> list[dict[str, str]]:
    """The document of `bench --list --json`."""
    return [{"scenario": one.scenario, "measures": one.what, "goal": one.text} for one in GOALS]


def show_goals(document: list[dict[str, str]]) -> None:
    table = Table("scenario", "measures", "goal", box=None)
    for goal in document:
        table.add_row(*goal.values())
    out.print(table)


def _scenario(text: str) -> str:
    if text not in SCENARIOS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(SCENARIOS)}")
    return text


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
