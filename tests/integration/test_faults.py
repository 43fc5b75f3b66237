"""Processes die under load; nothing is lost and nothing happens twice.

`./tts chaos --all` has more ways to die; this is the short one.
"""

import os

from deploy.chaos.run import Trial
from deploy.chaos.scenarios import IN_SHORT
from deploy.chaos.site import Site
from deploy.instance import current
from deploy.provisioning.secret_values import load


def test_deaths_under_load_lose_nothing_and_repeat_nothing(tmp_path):
    instance = current({"TTS_VAR": os.environ["TTS_TEST_VAR"]})
    site = Site(instance, load(instance.secrets_file))
    trial = Trial(site, IN_SHORT, folder=tmp_path, rate=2, seed=1)

    result = trial.run(IN_SHORT.seconds)

    assert result.findings.clean, result.findings.examples()
    assert result.acknowledged > 20
    assert result.recovery_s is not None
