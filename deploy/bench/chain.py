"""The live path as fast as it goes, in turns with a Celery chain that does nothing."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from celery import Celery

from deploy.bench.children import running, wait_until
from deploy.bench.figures import Row, median, ratio_of_rates
from deploy.bench.live import flat_out, summary, warm_up
from deploy.bench.sending import CLOSED_LOOP_CONNECTIONS
from deploy.bench.subject import PATIENCE_SECONDS, Subject
from deploy.bench.vhost import NAME, own_vhost
from deploy.failure import StepFailed
from tests.load.baselines.chain import HOPS, make_app

# As every worker of TTS: deploy/native/programs.py and shared/broker/celery.py.
WORKER: Final = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--concurrency=2"]
MODULE: Final = "tests.load.baselines.chain"


def live_chain(subject: Subject) -> Iterator[Row]:
    """Rounds of both in turns; the ratio of their medians."""
    with _chain(subject) as chain:
        warm_up(subject)
        chain.rate(subject.extent.count // 10 + 1)
        rounds, baseline = [], []
        for turn in range(1, subject.extent.rounds + 1):
            rounds.append(flat_out(subject))
            baseline.append(chain.rate(subject.extent.count))
            subject.tell(f"{turn}: {rounds[-1].per_second:.0f}/s, chain {baseline[-1]:.0f}/s")
    costs = sorted(rounds, key=lambda one: one.per_second)[len(rounds) // 2].cost
    yield summary(
        "live-chain",
        rounds,
        baseline=median(baseline),
        ratio=ratio_of_rates(median([r.per_second for r in rounds]), median(baseline)),
        details={
            "rounds": [round(one.per_second, 1) for one in rounds],
            "baseline_rounds": [round(rate, 1) for rate in baseline],
            **costs.document(),
        },
    )


class Chain:
    """The running chain: its workers wait on the broker."""

    def __init__(self, app: Celery, finished: Path) -> None:
        self._app = app
        self._finished = finished

    def rate(self, count: int) -> float:
        """Chains per second, from the first one published to the last one finished."""
        wanted = self._done() + count
        started = time.monotonic()
        left = iter(range(count))
        senders = [
            threading.Thread(target=self._send, args=(left,))
            for _ in range(CLOSED_LOOP_CONNECTIONS)
        ]
        for sender in senders:
            sender.start()
        while self._done() < wanted:
            if time.monotonic() - started > PATIENCE_SECONDS + count:
                raise StepFailed("the Celery chain of the baseline does not finish")
            time.sleep(0.005)
        return count / (time.monotonic() - started)

    def _send(self, left: Iterator[int]) -> None:
        for number in left:
            self._app.send_task(HOPS[0], (number,))

    def _done(self) -> int:
        return self._finished.stat().st_size


@contextmanager
def _chain(subject: Subject) -> Iterator[Chain]:
    finished = subject.instance.run / "bench-chain"
    finished.write_bytes(b"")
    with own_vhost(subject) as broker, ExitStack() as workers:
        environment = {"BENCH_BROKER_URL": broker, "BENCH_FINISHED": str(finished)}
        log = subject.instance.logs / "bench-chain.log"
        for queue in HOPS:
            options = ["-Q", queue, "-n", f"{queue}@%h", *WORKER, "--loglevel", "WARNING"]
            command = ["celery", "-A", MODULE, "worker", *options]
            workers.enter_context(running(command, environment, log))
        chain = Chain(make_app(broker), finished)
        wait_until(lambda: _consumed(subject, HOPS), "the Celery chain", log)
        yield chain


def _consumed(subject: Subject, queues: tuple[str, ...]) -> bool:
    rows = subject.management.get("queues", NAME)
    consumers = {row["name"]: row.get("consumers", 0) for row in rows}
    return all(consumers.get(name) for name in queues)
