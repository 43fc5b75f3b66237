import pytest

from shared.errors import Unavailable
from shared.testing.people import ALICE
from shared.ticket_access import access_to, answers


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(answers, "clock", clock)
    return clock


def test_an_answer_is_asked_for_again_after_ten_seconds(workflow, number, clock):
    workflow.admit(number, ALICE)
    access_to(ALICE, number)
    clock.now += 9
    assert access_to(ALICE, number).visible

    workflow.expel(number, ALICE)
    clock.now += 2
    assert not access_to(ALICE, number).visible
    assert len(workflow.asked) == 2


def test_the_last_answer_serves_for_five_minutes_while_workflow_is_down(workflow, number, clock):
    workflow.admit(number, ALICE)
    access_to(ALICE, number)
    workflow.down = True

    clock.now += 299
    assert access_to(ALICE, number).visible
    clock.now += 2
    with pytest.raises(Unavailable):
        access_to(ALICE, number)


def test_a_refusal_is_forgotten_soon(workflow, number, clock):
    assert not access_to(ALICE, number).visible
    workflow.admit(number, ALICE)
    clock.now += 3
    assert access_to(ALICE, number).visible
