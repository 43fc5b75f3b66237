"""Metrics that several processes write: in the database, inside the transaction they count.

What is rolled back is not counted, and what is committed is counted once, whoever dies when.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate

from django.db import connection
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric

from shared.gathering import append
from shared.observability.models import Increment

_ALL = """
    SELECT name, labels, sum(times)::bigint, sum(amount) FROM (
        SELECT name, labels, times, amount FROM observability_total
        UNION ALL
        SELECT name, labels, times, amount FROM observability_increment
    ) AS every GROUP BY name, labels ORDER BY name, labels
"""
_FOLD = """
    WITH folded AS (DELETE FROM observability_increment RETURNING name, labels, times, amount)
    INSERT INTO observability_total AS total (name, labels, times, amount)
    SELECT name, labels, sum(times), sum(amount) FROM folded GROUP BY name, labels
    ORDER BY name, labels
    ON CONFLICT (name, labels) DO UPDATE
    SET times = total.times + excluded.times, amount = total.amount + excluded.amount
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened `times` times; `labels` as the database keeps them."""

    name: str
    labels: str
    amount: float
    times: int = 1

    def repeated(self, times: int) -> "Event":
        """The same, `times` times over."""
        return replace(self, amount=self.amount * times, times=times)


@dataclass(frozen=True, slots=True)
class Series:
    """One combination of label values: how many events, and the sum of what they measured."""

    labels: tuple[str, ...]
    times: int
    amount: float


class StoredMetric:
    """Declared once, at module level, where the counted thing happens."""

    def __init__(self, name: str, documentation: str, labels: Sequence[str] = ()) -> None:
        self.name = name
        self._documentation = documentation
        self._labels = tuple(labels)
        STORED[name] = self

    def family(self, series: Sequence[Series]) -> Metric:
        raise NotImplementedError

    def _event(self, amount: float, labels: Mapping[str, str], *place: str) -> Event:
        if labels.keys() != set(self._labels):
            raise ValueError(f"{self.name} has the labels {', '.join(self._labels) or 'none'}")
        values = [labels[label] for label in self._labels]
        return Event(self.name, json.dumps([*values, *place]), amount)


STORED: dict[str, StoredMetric] = {}


class StoredCounter(StoredMetric):
    """A count; shown as `<name>_total`."""

    def one(self, **labels: str) -> Event:
        """One more, to be recorded."""
        return self._event(1, labels)

    def family(self, series: Sequence[Series]) -> Metric:
        family = CounterMetricFamily(self.name, self._documentation, labels=self._labels)
        for one in series:
            family.add_metric(one.labels, one.amount)
        return family


class StoredHistogram(StoredMetric):
    """A distribution over `buckets` (upper bounds, rising)."""

    def __init__(
        self, name: str, documentation: str, *, buckets: Sequence[float], labels: Sequence[str] = ()
    ) -> None:
        super().__init__(name, documentation, labels)
        self._bounds = [*(str(float(bound)) for bound in buckets), "+Inf"]
        self._buckets = tuple(buckets)

    def of(self, amount: float, **labels: str) -> Event:
        """One more that measured `amount`, to be recorded."""
        place = sum(bound < amount for bound in self._buckets)
        return self._event(amount, labels, self._bounds[place])

    def family(self, series: Sequence[Series]) -> Metric:
        family = HistogramMetricFamily(self.name, self._documentation, labels=self._labels)
        groups: defaultdict[tuple[str, ...], list[Series]] = defaultdict(list)
        for one in series:
            groups[one.labels[:-1]].append(one)
        for labels, parts in groups.items():
            times = {one.labels[-1]: one.times for one in parts}
            counts = accumulate(times.get(bound, 0) for bound in self._bounds)
            buckets = list(zip(self._bounds, map(float, counts), strict=True))
            family.add_metric(labels, buckets, sum(one.amount for one in parts))
        return family


def record(*events: Event) -> None:
    """Count the events if the current transaction commits."""
    append(*(Increment(**asdict(event)) for event in events))


def fold() -> None:
    """Add what was counted since the last time to the totals; readers see no difference."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD)


def families() -> list[Metric]:
    """Every declared metric with its present values, also those that never happened."""
    found: defaultdict[str, list[Series]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        for name, labels, times, amount in cursor.fetchall():
            found[name].append(Series(tuple(json.loads(labels)), times, amount))
    return [metric.family(found[name]) for name, metric in sorted(STORED.items())]
