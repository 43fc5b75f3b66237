"""What the whole suite keeps in memory when it has nothing to do."""

import time
from collections.abc import Iterator
from typing import Final

from deploy.bench.figures import Row
from deploy.bench.processes import pss_bytes
from deploy.bench.subject import Subject

IDLE_SECONDS: Final = 10.0


def memory(subject: Subject) -> Iterator[Row]:
    """Shared pages count in parts (PSS), so that the sum is what the machine gives."""
    subject.settle()
    time.sleep(IDLE_SECONDS)
    programs = pss_bytes(subject.instance)
    dearest = sorted(programs.items(), key=lambda item: -item[1])
    yield Row(
        scenario="memory",
        value=round(sum(programs.values()) / 2**30, 2),
        unit="GiB",
        details={"mib": {name: round(size / 2**20) for name, size in dearest}},
    )
