"""Gauges that are read from the database when the monitoring asks, instead of being counted."""

from collections.abc import Callable

from prometheus_client.core import GaugeMetricFamily, Metric


class AskedGauge:
    """Declared once, in an app's metrics.py. `read` should cost one indexed query."""

    def __init__(self, name: str, documentation: str, read: Callable[[], float]) -> None:
        self.name = name
        self._documentation = documentation
        self._read = read
        ASKED[name] = self

    def family(self) -> Metric:
        return GaugeMetricFamily(self.name, self._documentation, value=self._read())


ASKED: dict[str, AskedGauge] = {}


def families() -> list[Metric]:
    """Every declared gauge with its value of this moment."""
    return [gauge.family() for _, gauge in sorted(ASKED.items())]
