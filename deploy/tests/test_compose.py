import re

import pytest
import yaml

from deploy.catalogue import SERVICES, SIMULATORS
from deploy.containers.__main__ import SIMULATOR_USER, USERS
from deploy.instance import LOOPBACK, ROOT
from deploy.native.programs import COMMANDS, web_command
from deploy.ports import DEFAULTS

JOBS = {"secrets", "provision", "workflows", "tools"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.fixture(scope="module")
def override():
    return yaml.safe_load((ROOT / "docker-compose.override.yml").read_text())["services"]


def test_it_has_every_process_that_a_native_instance_has(compose):
    ours = {f"{service.name}-{kind}" for service in SERVICES for kind in service.kinds}
    infrastructure = {"postgres", "rabbitmq", "redis", "gateway"}

    assert set(compose) == ours | set(SIMULATORS) | infrastructure | JOBS


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_processes_are_started_as_natively(compose, service):
    web = web_command(service, "0.0.0.0", str(DEFAULTS[service.name.upper()]))

    assert sorted(compose[f"{service.name}-web"]["command"][3:]) == sorted(web)
    if "worker" in service.kinds:
        worker = COMMANDS["worker"](service, DEFAULTS)
        assert compose[f"{service.name}-worker"]["command"][3:] == worker


def test_each_service_runs_as_the_one_user_that_can_read_its_secrets(compose):
    for service in SERVICES:
        for kind in service.kinds:
            part = compose[f"{service.name}-{kind}"]
            assert part["user"] == f"{USERS[service.name]}:{USERS[service.name]}"
            assert part["command"][0] == f"/run/tts/{service.name}.json"
    for name in SIMULATORS:
        assert compose[name]["user"] == f"{SIMULATOR_USER}:{SIMULATOR_USER}"


def test_everything_that_stays_is_watched(compose):
    assert [name for name in set(compose) - JOBS if "healthcheck" not in compose[name]] == []


def test_our_containers_have_a_read_only_root_and_no_capabilities(compose):
    ours = set(compose) - {"postgres", "rabbitmq"}

    assert [name for name in ours if not compose[name]["read_only"]] == []
    assert [name for name in ours if compose[name]["cap_drop"] != ["ALL"]] == []


def test_only_the_gateway_is_published_without_the_override(compose):
    assert [name for name, part in compose.items() if "ports" in part] == ["gateway"]


def test_published_ports_stay_on_the_loopback_address_and_have_the_native_numbers(
    compose, override
):
    mappings = [port for part in (compose | override).values() for port in part.get("ports", [])]
    shape = re.compile(
        r"(?:\$\{TTS_PUBLISH:-127\.0\.0\.1\}|127\.0\.0\.1):\$\{TTS_(\w+)_PORT:-(\d+)\}"
    )

    for mapping in mappings:
        found = shape.match(mapping)
        assert found, mapping
        assert DEFAULTS[found[1]] == int(found[2]), mapping
    assert LOOPBACK == "127.0.0.1"


def test_every_variable_is_documented_in_the_example():
    files = ("docker-compose.yml", "docker-compose.override.yml")
    text = "".join((ROOT / name).read_text() for name in files)
    handed_on = re.findall(r"^    ((?:TTS|HDTS)_\w+):$", text, re.MULTILINE)
    used = {*re.findall(r"\$\{(\w+)", text), *handed_on}
    documented = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert used - {"TTS_DEMO_COUNT"} <= set(documented)
