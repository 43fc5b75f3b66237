"""`./tts chaos`: brings up an instance of its own, breaks it, judges it, removes it."""

import shutil
from collections.abc import Sequence

from deploy.chaos.run import Result, Trial
from deploy.chaos.scenarios import Scenario
from deploy.chaos.site import Site, throw_away
from deploy.cli.progress import console, stage


def run_scenarios(
    scenarios: Sequence[Scenario], *, minutes: float | None, rate: float, seed: int
) -> list[Result]:
    """One after the other on one instance. `minutes` of faults are shared out by their shares."""
    results = []
    with throw_away() as site:
        for scenario in scenarios:
            seconds = duration(scenario, scenarios, minutes)
            trial = Trial(site, scenario, folder=site.instance.var / "chaos", rate=rate, seed=seed)
            with stage(f"{scenario.name}: {scenario.faults} ({seconds:.0f} s)"):
                results.append(trial.run(seconds))
            verdict = "passed" if results[-1].passed else "missed a goal"
            console.print(f"  {verdict}, recovery {results[-1].recovery_s} s")
    _clear_away(site, results)
    return results


def _clear_away(site: Site, results: Sequence[Result]) -> None:
    """What failed can be looked at: logs, ledgers and data stay."""
    if all(result.passed for result in results):
        shutil.rmtree(site.instance.var, ignore_errors=True)
    else:
        console.print(f"Logs and ledgers are kept in {site.instance.var}")


def duration(scenario: Scenario, chosen: Sequence[Scenario], minutes: float | None) -> float:
    """Seconds of fault: its own, or its share of the minutes, never less than its own."""
    if minutes is None:
        return scenario.seconds
    shares = sum(each.share for each in chosen)
    return max(scenario.seconds, minutes * 60 * scenario.share / shares)
