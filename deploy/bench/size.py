"""The lists that people open, with many tickets against few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from deploy.bench.figures import Row, median, ratio_of_times
from deploy.bench.filling import fill
from deploy.bench.http import request_bytes
from deploy.bench.readers import Reader, readers
from deploy.bench.reading import read
from deploy.bench.subject import Subject

FEW: Final = 1_000
SECONDS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Page:
    """`who` is the first word of the role of whoever asks."""

    service: str
    path: str
    who: str


PAGES: Final = {
    "all tasks": Page("workflow", "/tasks/", "Admin"),
    "an agent's tasks": Page("workflow", "/tasks/", "IT Support"),
    "a coordinator's tasks": Page("workflow", "/tasks/", "Ticket Coordinator"),
    "mine": Page("workflow", "/tasks/my-tasks/", "IT Support"),
    "unassigned": Page("workflow", "/tasks/?unassigned=true", "Admin"),
    "by status": Page("workflow", "/tasks/?status=in_progress", "Admin"),
    "by department": Page("workflow", "/tasks/?department=finance", "Admin"),
    "search": Page("workflow", "/tasks/?search=SIZE-00000420", "Admin"),
    "search for nothing": Page("workflow", "/tasks/?search=unheard", "Admin"),
    "a requester's tasks": Page("workflow", "/tasks/", "Requester"),
    "snapshots": Page("workflow", "/tickets/", "Admin"),
    "unrouted": Page("workflow", "/tickets/unrouted/", "Admin"),
    "audit": Page("workflow", "/audit/", "Auditor"),
    "tickets": Page("ticket", "/tickets/", "Admin"),
    "tickets by status": Page("ticket", "/tickets/?status=in_progress", "Admin"),
    "search of tickets": Page("ticket", "/tickets/?search=SIZE-00000420", "Admin"),
    "notifications": Page("notification", "/api/v2/notifications/inapp/", "IT Support"),
}


def size(subject: Subject) -> Iterator[Row]:
    """Each list on its own over one connection; `value` is the worst of them, against few rows."""
    people = readers(subject)
    with subject.database() as database:
        fill(database, 1, FEW)
        few = _times(subject, people)
        subject.tell(f"filling up to {subject.extent.rows} tickets")
        fill(database, FEW + 1, subject.extent.rows)
        many = _times(subject, people)
    times = {name: round(many[name] / few[name], 2) for name in PAGES}
    worst = max(times, key=lambda name: times[name])
    yield Row(
        scenario="size",
        value=many[worst],
        unit=f"ms ({worst})",
        baseline=few[worst],
        ratio=ratio_of_times(many[worst], few[worst]),
        details={
            "times": times[worst],
            "rows": subject.extent.rows,
            "pages": {n: {"few_ms": few[n], "many_ms": many[n], "times": times[n]} for n in PAGES},
        },
    )


def _times(subject: Subject, people: Sequence[Reader]) -> dict[str, float]:
    """The median answer of each page in milliseconds."""
    found = {}
    for name, page in PAGES.items():
        reader = next(one for one in people if page.who in _roles(one))
        url = subject.url(page.service) + page.path
        reading = read(
            url, [request_bytes("GET", url, reader.bearer)], connections=1, seconds=SECONDS
        )
        found[name] = median([seconds * 1000 for seconds in reading.seconds])
        subject.tell(f"{name}: {found[name]} ms")
    return found


def _roles(reader: Reader) -> set[str]:
    return {role["role"] for role in reader.claims["roles"]}
