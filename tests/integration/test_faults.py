"""Processes die; nothing is lost and nothing happens twice."""

import os
import signal

from tests.integration.world import eventually, ticket, tts

COUNT = 30
# The goal of specification quality.md, Faults.
RECOVERY_SECONDS = 60


def pid_of(name):
    [process] = [p for p in tts("status")["processes"] if p["name"] == name]
    return process["pid"]


def worker_name(service):
    names = [p["name"] for p in tts("status")["processes"]]
    [name] = [n for n in names if service in n and "worker" in n]
    return name


def test_a_worker_killed_in_mid_task_loses_nothing_and_repeats_nothing(world):
    name = worker_name("workflow")
    sent = [ticket("IT Support", "Network") for _ in range(COUNT)]

    for index, one in enumerate(sent):
        assert world.send(one).status_code == 201
        if index in (COUNT // 3, 2 * COUNT // 3):
            os.kill(pid_of(name), signal.SIGKILL)
            eventually(lambda: pid_of(name), what="restart")

    for one in sent:
        world.task_of(one["ticket_id"], seconds=RECOVERY_SECONDS)
    assert [len(world.tasks_of(one["ticket_id"])) for one in sent] == [1] * COUNT
