import re

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from deploy.catalogue import SERVICES
from deploy.instance import ROOT
from deploy.ports import DEFAULTS
from shared.testing import make_client

MONITORING = ROOT / "deploy/monitoring"
OF_PROMETHEUS = {"up"}
# Of the broker's own plugin.
OF_THE_BROKER = {"rabbitmq_detailed_queue_messages"}


def read(name):
    return yaml.safe_load((MONITORING / name).read_text())


ALERTS = [rule for group in read("alerts.yml")["groups"] for rule in group["rules"]]


def metrics_in(expression):
    without_labels = re.sub(r"\{[^}]*\}|\bby \([^)]*\)|\[[^\]]*\]", "", expression)
    return set(re.findall(r"\b(?:tts|rabbitmq)_\w+|\bup\b", without_labels))


def exposed():
    """Every name that may stand in an expression about a service."""
    names = set()
    text = make_client().get("/metrics").content.decode()
    for family in text_string_to_metric_families(text):
        names.add(family.name)
        if family.type == "counter":
            names.add(f"{family.name}_total")
        if family.type == "histogram":
            names |= {f"{family.name}_{part}" for part in ("bucket", "count", "sum")}
    return names


@pytest.mark.django_db
@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_asks_only_for_what_a_service_tells(alert):
    wanted = metrics_in(alert["expr"])

    assert wanted
    assert wanted - exposed() - OF_PROMETHEUS - OF_THE_BROKER == set()


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
