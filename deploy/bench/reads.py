"""The list of tasks, against a bare view that runs the same SQL on the same server."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from deploy.bench.children import listens, running, wait_until
from deploy.bench.cost import cpu_ms_each
from deploy.bench.figures import Row, latencies, median, ratio_of_rates
from deploy.bench.http import request_bytes
from deploy.bench.live import flat_out
from deploy.bench.processes import cpu_seconds_of
from deploy.bench.readers import Reader, readers
from deploy.bench.reading import Reading, read
from deploy.bench.subject import Subject
from deploy.bench.throwaway import free_port
from deploy.catalogue import service_named
from deploy.instance import LOOPBACK
from deploy.native.programs import service_program, web_command

CONNECTIONS: Final = 64
SECONDS: Final = 5.0
Cpu = Callable[[], Mapping[str, float]]
SETTINGS: Final = "tests.load.baselines.reads_settings"
WSGI: Final = ("django.core.wsgi:get_wsgi_application", "--factory")


@dataclass(frozen=True, slots=True)
class Round:
    """What was read, and the milliseconds of CPU that a request cost each process."""

    reading: Reading
    cpu_ms: Mapping[str, float]

    @property
    def per_second(self) -> float:
        return self.reading.per_second


def reads(subject: Subject) -> Iterator[Row]:
    """Everybody in turn reads the first page of what they may see."""
    flat_out(subject)
    people = readers(subject)
    pages = _pages(subject.url("workflow"), people)
    with _bare_view(subject, people) as (bare, bare_pages, bare_cpu):
        rounds, baseline = [], []
        for turn in range(subject.extent.rounds + 1):
            rounds.append(_read(subject.url("workflow"), pages, subject.cpu))
            baseline.append(_read(bare, bare_pages, bare_cpu))
            subject.tell(f"{turn}: {rounds[-1].per_second:.0f}/s, {baseline[-1].per_second:.0f}/s")
    # The first one warms up.
    yield _row(rounds[1:], baseline[1:])


def _row(rounds: list[Round], baseline: list[Round]) -> Row:
    value, plain = (median([one.per_second for one in side]) for side in (rounds, baseline))
    return Row(
        scenario="reads",
        value=value,
        unit="requests/s",
        baseline=plain,
        ratio=ratio_of_rates(value, plain),
        **latencies(seconds for one in rounds for seconds in one.reading.seconds),
        details={
            "rounds": [round(one.per_second, 1) for one in rounds],
            "baseline_rounds": [round(one.per_second, 1) for one in baseline],
            "cpu_ms_per_request": rounds[-1].cpu_ms,
            "baseline_cpu_ms_per_request": baseline[-1].cpu_ms,
        },
    )


def _read(url: str, pages: list[bytes], cpu: Cpu) -> Round:
    before = cpu()
    reading = read(url, pages, connections=CONNECTIONS, seconds=SECONDS)
    return Round(reading, cpu_ms_each(before, cpu(), len(reading.seconds)))


def _pages(url: str, people: list[Reader]) -> list[bytes]:
    return [request_bytes("GET", f"{url}/tasks/", person.bearer) for person in people]


@contextmanager
def _bare_view(subject: Subject, people: list[Reader]) -> Iterator[tuple[str, list[bytes], Cpu]]:
    """The address of the baseline, the requests for it, and what it costs."""
    service, port = service_named("workflow"), free_port()
    program = service_program(service, "web", subject.instance, subject.secrets, {})
    server, _, *options = web_command(service, LOOPBACK, str(port))
    environment = {
        **program.environment,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "BENCH_CALLERS": json.dumps([person.claims for person in people]),
    }
    log = subject.instance.logs / "bench-reads.log"
    with running([server, *WSGI, *options], environment, log) as process:
        wait_until(lambda: listens(port), "the bare view", log)
        url = f"http://{LOOPBACK}:{port}"
        pages = [request_bytes("GET", f"{url}/{person.user_id}/", {}) for person in people]
        yield url, pages, lambda: {**subject.cpu(), "bare view": cpu_seconds_of(process.pid)}
