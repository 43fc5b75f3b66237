"""A comment on its way to every open screen, against a bare Channels echo."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from deploy.bench.children import listens, running, wait_until
from deploy.bench.discussion import (
    MESSAGES,
    SEEN_SECONDS,
    Discussion,
    open_sockets,
    require_open,
    round_of_messages,
)
from deploy.bench.figures import Row, latencies, median, ratio_of_times
from deploy.bench.live import measure
from deploy.bench.readers import Reader, readers
from deploy.bench.sending import run
from deploy.bench.sockets import Listener, listen
from deploy.bench.subject import Subject
from deploy.bench.throwaway import free_port
from deploy.catalogue import service_named
from deploy.demo import percentile
from deploy.instance import LOOPBACK
from deploy.native.programs import service_program, web_command
from deploy.provisioning.addresses import native

# As many more are held as the goal asks: 2 000 beside 500.
HELD_TIMES: Final = 4
SEEING_ALL: Final = frozenset({"Admin", "Auditor"})
APPLICATION: Final = "tests.load.baselines.echo:application"


def comments(subject: Subject) -> Iterator[Row]:
    """Rounds of comments and echoes in turns, all seen by many sockets; then more are held."""
    ticket = next(iter(measure(subject, lambda load: load.flat_out(1)).ledger.acknowledged))
    people = [one for one in readers(subject) if _sees_everything(one)]
    with _bare_echo(subject) as echo:
        figures: dict[str, Any] = {}
        run(_compare(subject, Discussion(subject, ticket, people), echo, figures))
    seen, plain = figures["seen"], figures["echo"]
    value, baseline = (median([_p95(one) for one in side]) for side in (seen, plain))
    yield Row(
        scenario="comments",
        value=value,
        unit="ms (p95)",
        baseline=baseline,
        ratio=ratio_of_times(value, baseline),
        **latencies(delay for one in seen for delay in one),
        lost=figures["missed"],
        details={"held": figures["held"], "sockets": subject.extent.sockets},
    )


async def _compare(
    subject: Subject, discussion: Discussion, echo: str, figures: dict[str, Any]
) -> None:
    count = subject.extent.sockets
    plain = await open_sockets(count, lambda _: listen(echo, {}))
    sockets = await open_sockets(count, discussion.listen)
    require_open(sockets)
    figures |= {"seen": [], "echo": [], "missed": 0}
    for turn in range(subject.extent.rounds + 1):
        figures["echo"].append(await round_of_messages(plain, echo_from(plain[0])))
        seen = await round_of_messages(sockets, discussion.post)
        figures["seen"].append(seen)
        figures["missed"] += count * MESSAGES - len(seen)
        subject.tell(f"{turn}: {_p95(seen)} ms, echo {_p95(figures['echo'][-1])} ms (p95)")
    # The first ones warmed up.
    figures["seen"], figures["echo"] = figures["seen"][1:], figures["echo"][1:]
    for one in plain:
        one.close()
    sockets += await open_sockets((HELD_TIMES - 1) * count, discussion.listen)
    figures["held"] = sum(one.is_open for one in sockets)
    for one in sockets:
        one.close()


def echo_from(sender: Listener) -> Callable[[str], Awaitable[None]]:
    async def send(text: str) -> None:
        sender.send(text.encode())

    return send


@contextmanager
def _bare_echo(subject: Subject) -> Iterator[str]:
    service, port = service_named("messaging"), free_port()
    program = service_program(service, "web", subject.instance, subject.secrets, {})
    server, _, *options = web_command(service, LOOPBACK, str(port))
    redis = native(subject.instance).redis.url("redis") + "/0"
    log = subject.instance.logs / "bench-echo.log"
    environment = {**program.environment, "BENCH_REDIS_URL": redis}
    with running([server, APPLICATION, *options], environment, log):
        wait_until(lambda: listens(port), "the bare echo", log)
        yield f"ws://{LOOPBACK}:{port}/"


def _sees_everything(reader: Reader) -> bool:
    return any(role["role"] in SEEING_ALL for role in reader.claims["roles"])


def _p95(delays: Sequence[float]) -> float:
    return round((percentile(sorted(delays), 0.95) or SEEN_SECONDS) * 1000, 1)
