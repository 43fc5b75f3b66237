import json

import pytest

from deploy.bench.cost import costs_between
from deploy.bench.figures import Row, latencies, median, ratio_of_rates, ratio_of_times
from deploy.bench.goals import GOALS, Bound, Goal, goal_named
from deploy.bench.ledger import Ledger
from deploy.bench.scenarios import SCENARIOS
from deploy.bench.throwaway import free_ports
from deploy.cli import bench
from deploy.cli.__main__ import main, parser
from deploy.ports import DEFAULTS


def test_a_median_is_not_moved_by_one_slow_round():
    assert median([100.0, 98.0, 3.0, 101.0, 99.0]) == 99.0


def test_latencies_are_milliseconds_in_any_order():
    seconds = [n / 1000 for n in range(100, 0, -1)]
    assert latencies(seconds) == {"p50_ms": 50.0, "p95_ms": 95.0, "p99_ms": 99.0}


def test_without_a_sample_there_is_no_latency():
    assert latencies([]) == {"p50_ms": None, "p95_ms": None, "p99_ms": None}


def test_a_ratio_is_speed_whether_rates_or_times_are_compared():
    assert ratio_of_rates(50.0, 200.0) == ratio_of_times(8.0, 2.0) == 0.25


def test_costs_are_per_ticket_and_the_dearest_process_comes_first():
    before = {"relay": 1.0, "web": 1.0, "idle": 7.0}, {"messages": 10}
    after = {"relay": 1.5, "web": 2.0, "idle": 7.0}, {"messages": 80}

    cost = costs_between(before, after, 10)

    assert list(cost.cpu_ms.items()) == [("web", 100.0), ("relay", 50.0)]
    assert cost.counters == {"messages": 7.0}
    assert cost.document()["cpu_ms_per_ticket"]["all"] == 150.0


def make_row(**figures):
    return Row(**{"scenario": "live", "value": 170.0, "unit": "tickets/s", **figures})


def test_a_row_carries_every_key_of_the_json_document():
    document = make_row().document(goal_named("live"), {"cores": 2})
    keys = "scenario value unit baseline ratio goal p50_ms p95_ms p99_ms lost duplicated machine"
    assert set(keys.split()) <= set(document)
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(
    ("figures", "met"),
    [
        ({"p95_ms": 900.0, "lost": 0, "duplicated": 0}, True),
        ({"p95_ms": 900.0, "lost": 1, "duplicated": 0}, False),
        ({"p95_ms": 5000.0, "lost": 0, "duplicated": 0}, False),
        ({"p95_ms": None, "lost": 0, "duplicated": 0}, None),
    ],
)
def test_a_goal_is_met_when_all_its_bounds_hold(figures, met):
    assert make_row(**figures).document(goal_named("live"), {})["met"] is met


def test_a_bound_may_speak_of_a_detail():
    goal = Goal("x", "x", "x", (Bound("held", "≥", 2000),))
    assert make_row(details={"held": 2000}).document(goal, {})["met"] is True


def test_the_list_names_every_goal_and_each_comes_from_a_scenario():
    assert {goal.scenario for goal in GOALS} == set(SCENARIOS)
    assert [one["goal"] for one in bench.goals()] == [goal.text for goal in GOALS]


def test_listing_measures_nothing(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("TTS_VAR", str(tmp_path / "var"))

    code = main(["bench", "--list", "--json"])

    assert code == 0
    assert "value ≥ 167 /s" in json.loads(capsys.readouterr().out)[0]["goal"]
    assert not (tmp_path / "var").exists()


def test_an_unknown_scenario_is_refused_by_name(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["bench", "nonsense"])
    assert "'nonsense' is none of" in capsys.readouterr().err


def test_a_ledger_tells_what_was_acknowledged_from_what_was_refused():
    ledger = Ledger()
    for index, status in enumerate((201, 200, 429)):
        ledger.note(ledger.number(index), status)

    assert ledger.acknowledged == {ledger.number(0), ledger.number(1)}
    assert ledger.refused == {429: 1}


def test_two_ledgers_never_share_a_number():
    assert Ledger().number(1) != Ledger().number(1)


def test_a_throwaway_instance_gets_a_port_of_its_own_for_everything():
    ports = free_ports()
    assert set(ports) == set(DEFAULTS)
    assert len(set(ports.values())) == len(ports)
