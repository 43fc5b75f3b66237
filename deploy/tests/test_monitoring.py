import ast
import json
import re
from functools import cache

import pytest
import yaml

from deploy.catalogue import SERVICES
from deploy.instance import ROOT
from deploy.ports import DEFAULTS

MONITORING = ROOT / "deploy/monitoring"
OF_PROMETHEUS = {"up"}
# Of the broker's own plugin, in the families that prometheus.yml asks for.
OF_THE_BROKER = {"rabbitmq_detailed_queue_messages", "rabbitmq_detailed_queue_consumers"}
SUFFIXES = {
    "Counter": ("_total",),
    "StoredCounter": ("_total",),
    "Histogram": ("_bucket", "_count", "_sum"),
    "StoredHistogram": ("_bucket", "_count", "_sum"),
    "Gauge": ("",),
    "AskedGauge": ("",),
    "GaugeMetricFamily": ("",),
}


def read(name):
    return yaml.safe_load((MONITORING / name).read_text())


ALERTS = [rule for group in read("alerts.yml")["groups"] for rule in group["rules"]]
PANELS = [
    (path.stem, panel["title"], target["expr"])
    for path in sorted((MONITORING / "dashboards").glob("*.json"))
    for panel in json.loads(path.read_text())["panels"]
    for target in panel["targets"]
]


def metrics_in(expression):
    without_labels = re.sub(r"\{[^}]*\}|\bby \([^)]*\)|\[[^\]]*\]", "", expression)
    return set(re.findall(r"\b(?:tts|rabbitmq|integration)_\w+|\bup\b", without_labels))


def declared_in(path):
    """The names under which Prometheus sees what a module declares."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        match node.args:
            case [ast.Constant(value=str(name)), *_]:
                yield from (name + suffix for suffix in SUFFIXES.get(node.func.id, ()))


@cache
def known():
    packages = ["shared", *(service.package for service in SERVICES)]
    modules = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    ours = {name for path in modules if "tests" not in path.parts for name in declared_in(path)}
    return ours | OF_PROMETHEUS | OF_THE_BROKER


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_asks_only_for_what_is_told(alert):
    wanted = metrics_in(alert["expr"])

    assert wanted
    assert wanted - known() == set()


@pytest.mark.parametrize(("board", "title", "expression"), PANELS)
def test_a_panel_shows_only_what_is_told(board, title, expression):
    wanted = metrics_in(expression)

    assert wanted
    assert wanted - known() == set()


def test_everything_that_raises_an_alert_can_be_seen_on_a_dashboard():
    shown = set().union(*(metrics_in(expression) for _, _, expression in PANELS))

    assert [a["alert"] for a in ALERTS if not metrics_in(a["expr"]) <= shown] == []


def test_every_alert_is_explained_to_whoever_is_called():
    operations = (ROOT / "docs/operations.md").read_text()

    assert [a["alert"] for a in ALERTS if f"`{a['alert']}`" not in operations] == []


def test_the_example_scrapes_every_service_at_its_default_port():
    targets = {
        job["job_name"]: job["static_configs"][0]["targets"]
        for job in read("prometheus.yml")["scrape_configs"]
    }

    expected = {s.package: [f"127.0.0.1:{DEFAULTS[s.name.upper()]}"] for s in SERVICES}
    assert targets == expected | {"rabbitmq": [f"127.0.0.1:{DEFAULTS['RABBITMQ_PROMETHEUS']}"]}
