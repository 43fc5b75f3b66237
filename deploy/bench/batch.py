"""A backlog handed in through /tickets/batch/, against the same rows written by plain SQL."""

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Final

from deploy.bench.cost import costs_between
from deploy.bench.figures import Row, latencies, median, ratio_of_rates
from deploy.bench.http import connect
from deploy.bench.ledger import Ledger
from deploy.bench.live import Round, warm_up
from deploy.bench.sending import run
from deploy.bench.subject import Subject
from deploy.bench.tickets import Sender
from tests.load.baselines.rows import StoredRows

LINES: Final = 1000
CONNECTIONS: Final = 2


def batch(subject: Subject) -> Iterator[Row]:
    """Each round: the backlog in, all assigned; then the rows it left, written again by SQL."""
    warm_up(subject)
    rounds, baseline = [], []
    for turn in range(1, subject.extent.rounds + 1):
        with subject.database() as database:
            stored = StoredRows(database)
            rounds.append(_drain(subject, subject.extent.backlog))
            baseline.append(subject.extent.backlog / stored.write_again())
        subject.tell(f"{turn}: {_rate(rounds[-1]):.0f}/s, plain SQL {baseline[-1]:.0f}/s")
    value = median([_rate(one) for one in rounds])
    yield Row(
        scenario="batch",
        value=value,
        unit="tickets/s",
        baseline=median(baseline),
        ratio=ratio_of_rates(value, median(baseline)),
        **latencies(delay for one in rounds for delay in one.delays()),
        lost=sum(one.arrivals.lost for one in rounds),
        duplicated=sum(one.arrivals.duplicated for one in rounds),
        details={
            "backlog": subject.extent.backlog,
            "rounds": [round(_rate(one), 1) for one in rounds],
            "baseline_rounds": [round(rate, 1) for rate in baseline],
            **rounds[-1].cost.document(),
        },
    )


def _rate(done: Round) -> float:
    """From the first batch sent to the last ticket assigned."""
    assigned = done.arrivals.assigned.values()
    return len(assigned) / (max(assigned) - done.ledger.started) if assigned else 0.0


def _drain(subject: Subject, backlog: int) -> Round:
    ledger = Ledger()
    before = subject.cpu(), subject.counters()
    run(_post(subject, ledger, backlog))
    ledger.wait(subject)
    subject.settle()
    cost = costs_between(before, (subject.cpu(), subject.counters()), len(ledger.acknowledged))
    return Round(ledger, ledger.compare(subject), cost)


async def _post(subject: Subject, ledger: Ledger, backlog: int) -> None:
    left = iter(range(0, backlog, LINES))
    sender = Sender(subject)

    async def post_chunks() -> None:
        connection = await connect(subject.url("ticket"))
        for start in left:
            indexes = range(start, min(start + LINES, backlog))
            tickets = [(ledger.number(index), index) for index in indexes]
            ledger.sent |= dict.fromkeys((number for number, _ in tickets), time.time())
            answer = await connection.request(sender.batch(tickets))
            _note(ledger, answer.status, answer.body)
        connection.close()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(CONNECTIONS):
            tasks.create_task(post_chunks())


def _note(ledger: Ledger, status: int, body: bytes) -> None:
    if status != 207:
        ledger.refused[status] += 1
        return
    for line in json.loads(body)["results"]:
        ledger.note(line.get("ticket_number", ""), line["status"])
