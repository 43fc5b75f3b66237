"""Which scenario measures what."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from deploy.bench.batch import batch
from deploy.bench.chain import live_chain
from deploy.bench.comments import comments
from deploy.bench.figures import Row
from deploy.bench.live import live, live_idle
from deploy.bench.memory import memory
from deploy.bench.reads import reads
from deploy.bench.relay import relay
from deploy.bench.sign_ins import sign_ins
from deploy.bench.size import size
from deploy.bench.start import start
from deploy.bench.subject import Subject

SCENARIOS: Final[Mapping[str, Callable[[Subject], Iterator[Row]]]] = {
    "memory": memory,
    "live": live,
    "live-idle": live_idle,
    "live-chain": live_chain,
    "batch": batch,
    "relay": relay,
    "reads": reads,
    "comments": comments,
    "sign-ins": sign_ins,
    "start": start,
    "size": size,
}
