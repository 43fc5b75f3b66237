"""Comments over real sockets through the gateway."""

import json

from websockets.sync.client import connect

from tests.integration.world import ticket


def open_socket(world, username, path):
    url = world.gateway.replace("http", "ws", 1) + path
    token = world.person(username).token
    return connect(url, additional_headers={"Authorization": f"Bearer {token}"})


def frames(socket, kind, count):
    found: list = []
    while len(found) < count:
        frame = json.loads(socket.recv(timeout=10))
        if frame["type"] == kind:
            found.append(frame)
    return found


def comment(world, username, number, text):
    answer = world.person(username).post(
        "/messaging/api/comments/", ticket_id=number, text=text, visibility="internal"
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def a_task(world):
    number = world.send(ticket("IT Support", "Network")).json()["ticket_number"]
    task = world.task_of(number)
    return number, world.username_of(task["assigned_user"])


def test_two_people_see_each_others_comments(world):
    number, agent = a_task(world)
    path = f"/ws/comments/{number}/"

    with open_socket(world, agent, path) as first, open_socket(world, "admin", path) as second:
        frames(first, "connection_established", 1)
        frames(second, "connection_established", 1)
        comment(world, "admin", number, "Have you tried another cable?")
        [seen] = frames(first, "comment_update", 1)
        first.send(json.dumps({"type": "new_comment", "content": "Yes", "client_id": "c-1"}))
        answers = frames(second, "comment_update", 2)

    assert seen["comment"]["text"] == "Have you tried another cable?"
    assert answers[-1]["comment"]["text"] == "Yes"
    assert [frame["seq"] for frame in answers] == [1, 2]


def test_what_was_said_while_a_socket_was_down_arrives_once_after_resume(world):
    number, agent = a_task(world)
    path = f"/ws/comments/{number}/"
    with open_socket(world, agent, path) as socket:
        frames(socket, "connection_established", 1)
        comment(world, "admin", number, "one")
        [last] = frames(socket, "comment_update", 1)
    for text in ("two", "three"):
        comment(world, "admin", number, text)

    with open_socket(world, agent, path) as socket:
        frames(socket, "connection_established", 1)
        socket.send(json.dumps({"type": "resume", "after": last["seq"]}))
        missed = frames(socket, "comment_update", 2)
        comment(world, "admin", number, "four")
        [fresh] = frames(socket, "comment_update", 1)

    assert [f["comment"]["text"] for f in [*missed, fresh]] == ["two", "three", "four"]
    assert [f["seq"] for f in [*missed, fresh]] == [2, 3, 4]
