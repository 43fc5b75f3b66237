"""Telling a person how it went."""

from rich.table import Table

from deploy.chaos.run import Result
from deploy.chaos.scenarios import Scenario
from deploy.cli.progress import out


def show(results: list[Result]) -> None:
    table = Table(
        "scenario",
        "sent",
        "acked",
        "lost",
        "twice",
        "no notice",
        "disorder",
        "recovery",
        "",
        box=None,
    )
    for result in results:
        found = result.findings
        counts = (found.lost, found.twice, found.missing_notifications, found.out_of_order)
        recovery = "never" if result.recovery_s is None else f"{result.recovery_s:.1f} s"
        row = [str(result.sent), str(result.acknowledged), *(str(len(each)) for each in counts)]
        verdict = "passed" if result.passed else "MISSED"
        style = "" if result.passed else "red"
        table.add_row(result.scenario, *row, recovery, verdict, style=style)
    out.print(table)
    for result in results:
        for note in result.document()["notes"]:
            out.print(f"{result.scenario}: {note}", markup=False)


def show_scenarios(scenarios: list[Scenario]) -> None:
    table = Table("scenario", "seconds", "what is broken", box=None)
    for scenario in scenarios:
        table.add_row(scenario.name, f"{scenario.seconds:.0f}", scenario.faults)
    out.print(table)
