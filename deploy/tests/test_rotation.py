import json
import stat

import pytest

from deploy.cli.rotation import rotate
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.ports import DEFAULTS
from deploy.provisioning.secret_values import load, load_or_generate


@pytest.fixture
def instance(tmp_path):
    instance = Instance(tmp_path, {**DEFAULTS, "SUPERVISOR": 1})
    instance.create_folders()
    load_or_generate(instance.secrets_file)
    return instance


def key(instance):
    return load(instance.secrets_file)["hdts"]


def valid(instance):
    return json.loads(instance.keys_file.read_text())


def test_both_keys_are_valid_until_the_rotation_is_finished(instance):
    old = key(instance)

    rotate(instance, finish=False)
    new = key(instance)
    during = valid(instance)
    rotate(instance, finish=True)

    assert during == {k["key_id"]: k["secret"] for k in (old, new)}
    assert old["key_id"] != new["key_id"]
    assert valid(instance) == {new["key_id"]: new["secret"]}


def test_hdts_is_given_the_new_key(instance):
    rotate(instance, finish=False)

    given = json.loads(instance.credentials_file.read_text())["hdts"]
    assert {name: given[name] for name in ("key_id", "secret")} == key(instance)


def test_an_interrupted_rotation_goes_on_after_the_next_start(instance):
    rotate(instance, finish=False)

    assert "hdts_previous" in load_or_generate(instance.secrets_file)


def test_keys_are_private(instance):
    rotate(instance, finish=False)

    assert stat.S_IMODE(instance.keys_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("steps", [[False, False], [True]])
def test_steps_out_of_order_are_refused_and_change_nothing(instance, steps):
    *before, last = steps
    for finish in before:
        rotate(instance, finish=finish)
    known = load(instance.secrets_file)

    with pytest.raises(StepFailed):
        rotate(instance, finish=last)

    assert load(instance.secrets_file) == known
