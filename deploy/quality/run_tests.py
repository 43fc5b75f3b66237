"""`./tts test`: every group in its own private instance, and one line with the sum."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.cli.progress import console, out, stage
from deploy.failure import StepFailed, tail_of
from deploy.instance import Instance
from deploy.native import frontend, packages
from deploy.native.bring_up import BringUp
from deploy.native.port_check import free_ports
from deploy.native.supervisor import Supervisor, end_leftovers
from deploy.ports import DEFAULTS
from deploy.provisioning.secret_values import load
from deploy.quality import suites
from deploy.quality.commands import Command, Done, run_all
from deploy.quality.junit import Count, count

LINES_OF_A_FAILURE = 80
# Debian's Chromium without windows: tests draw the same with a quarter less of the processor.
BROWSER = "chromium-headless-shell"


class TestRun:
    """One call of `./tts test`; everything it writes is below `var`/test."""

    def __init__(self, var: Path) -> None:
        self._var = var / "test"
        self._reports = self._var / "reports"
        self._counts: dict[str, Count] = {}

    def run(self, groups: Iterable[str]) -> Count:
        """Run the groups and print a line for each."""
        chosen = [group for group in suites.GROUPS if group in groups]
        shutil.rmtree(self._reports, ignore_errors=True)
        self._reports.mkdir(parents=True)
        if "unit" in chosen:
            self._guarded("unit", self._unit)
        if "frontend" in chosen:
            self._guarded("frontend", self._frontend)
        if live := [group for group in chosen if group in ("integration", "e2e")]:
            self._guarded(live[0], lambda: self._live(live))
        return sum(self._counts.values(), Count())

    def _guarded(self, group: str, run: Callable[[], None]) -> None:
        """A group whose preparation fails is a failure; the others still run."""
        try:
            run()
        except StepFailed as failure:
            out.print(f"{group}: {failure.why}\n{failure.tail()}", markup=False)
            self._tell(group, Count(failed=1), 0)

    def _unit(self) -> None:
        with self._instance("unit") as (instance, bring_up):
            bring_up.infrastructure(templates=True)
            self._suites("unit", suites.unit(instance, bring_up.secrets, self._reports))

    def _frontend(self) -> None:
        with stage("Installing the packages of the user interface"):
            frontend.install(self._reports / "npm.log")
        self._suites("frontend", suites.frontend(self._reports))

    def _live(self, groups: list[str]) -> None:
        if "e2e" in groups and packages.program(BROWSER) is None:
            with stage("Installing a browser"):
                self._install_browser()
        with self._instance("live") as (instance, bring_up):
            bring_up.everything(demo=True)
            for group in groups:
                self._suites(group, suites.against(instance, group, self._reports))

    def _install_browser(self) -> None:
        try:
            packages.install([BROWSER], self._reports / "apt-get.log")
        except StepFailed:
            # Slower, and good enough.
            if packages.program("chromium") is None:
                raise

    @contextmanager
    def _instance(self, name: str) -> Iterator[tuple[Instance, BringUp]]:
        """A fresh instance on free ports; whatever an interrupted run left is ended first."""
        var = self._var / name
        _stop(var)
        shutil.rmtree(var, ignore_errors=True)
        instance = Instance(var=var, ports=free_ports(list(DEFAULTS)))
        try:
            yield instance, BringUp(instance, stage)
        finally:
            with stage("Stopping the test instance"):
                _stop(var)

    def _suites(self, group: str, commands: Iterable[Command]) -> None:
        started = time.monotonic()
        every = list(commands)
        results = run_all(every, self._reports, self._tell_suite)
        total = sum((self._count(done) for done in results), Count())
        self._tell(group, total, time.monotonic() - started)

    def _count(self, done: Done) -> Count:
        return count(suites.report_of(done.name, self._reports), exit_code=done.code)

    def _tell_suite(self, done: Done) -> None:
        counted = self._count(done)
        if counted.failed:
            out.print(tail_of(done.log, LINES_OF_A_FAILURE), markup=False)
        console.print(f"  {done.name}: {counted} [dim]{done.seconds:.1f} s[/]")

    def _tell(self, group: str, counted: Count, seconds: float) -> None:
        self._counts[group] = counted
        out.print(f"{group}: {counted} in {seconds:.0f} s")


def _stop(var: Path) -> None:
    secrets = var / "secrets.json"
    if not secrets.exists():
        return
    instance = _remembered(var)
    supervisor = Supervisor(instance, load(secrets))
    if supervisor.is_running():
        supervisor.shut_down()
    end_leftovers(instance)


def _remembered(var: Path) -> Instance:
    from deploy.instance import current

    return current({"TTS_VAR": str(var)})


def run_tests(instance: Instance, groups: Iterable[str]) -> int:
    """The exit code of `./tts test`; the last line printed is the sum."""
    total = TestRun(instance.var).run(groups)
    out.print(str(total))
    return 1 if total.failed else 0
