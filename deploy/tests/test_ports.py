import pytest

from deploy.ports import DEFAULTS, BadPort, read_ports


def test_defaults_are_all_different():
    assert len(set(DEFAULTS.values())) == len(DEFAULTS)


def test_a_variable_moves_a_port():
    assert read_ports({"TTS_GATEWAY_PORT": "9080"}, {})["GATEWAY"] == 9080


def test_the_ports_of_the_last_start_are_kept():
    assert read_ports({}, {"GATEWAY": 9080})["GATEWAY"] == 9080


def test_a_variable_beats_what_was_remembered():
    assert read_ports({"TTS_GATEWAY_PORT": "9081"}, {"GATEWAY": 9080})["GATEWAY"] == 9081


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80.5", "٨٠٨٠"])
def test_what_is_no_port_is_refused_by_name(text):
    with pytest.raises(BadPort, match="TTS_REDIS_PORT"):
        read_ports({"TTS_REDIS_PORT": text}, {})


def test_two_names_on_one_port_are_refused():
    with pytest.raises(BadPort, match=r"TTS_GATEWAY_PORT and TTS_REDIS_PORT are both 6379"):
        read_ports({"TTS_GATEWAY_PORT": "6379"}, {})
