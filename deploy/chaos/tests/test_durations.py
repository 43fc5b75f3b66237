import pytest

from deploy.chaos.command import duration
from deploy.chaos.scenarios import SCENARIOS

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
KILLS, REDIS = BY_NAME["kill-processes"], BY_NAME["redis-killed"]


def test_without_minutes_a_scenario_lasts_its_own_seconds():
    assert duration(KILLS, SCENARIOS, None) == KILLS.seconds


def test_a_scenario_alone_gets_all_the_minutes():
    assert duration(KILLS, [KILLS], 10) == 600


def test_minutes_are_shared_out_and_random_kills_get_the_most():
    chosen = [KILLS, REDIS]

    assert duration(KILLS, chosen, 6) == pytest.approx(300)
    assert duration(REDIS, chosen, 6) == pytest.approx(60)


def test_no_scenario_is_shorter_than_it_needs_to_be():
    assert duration(REDIS, SCENARIOS, 1) == REDIS.seconds


def test_every_scenario_has_a_name_of_its_own():
    assert len(BY_NAME) == len(SCENARIOS)
