"""From the help desk to the asset or budget system and back, through every real part."""

import requests

from tests.integration.world import eventually, ticket

ASSET = {"asset_name": "ThinkPad T14", "serial_number": "PF-3K77", "asset_id": "ASSET-789"}
BUDGET = {"requested_budget": "4200.00", "cost_items": {"licences": "4200.00"}}


def messages_to(world, address, subject):
    url = f"{world.env['simulators']['mail']}/api/messages/"
    answer = requests.get(url, params={"to": address, "subject": subject}, timeout=10)
    return answer.json()["messages"]


def notices_about(person, number):
    found = person.get("/notification/api/v2/notifications/inapp/", page_size=100)["results"]
    return [notice for notice in found if notice["related_ticket_number"] == number]


def received(world, system, number):
    url = f"{world.env['simulators'][system]}/api/received/"
    answer = requests.get(url, params={"ticket_id": number}, timeout=10).json()
    return answer["received"]


def test_a_ticket_is_assigned_and_its_agent_is_told_in_the_application_and_by_mail(world):
    sent = ticket("Asset", "Check-in", **ASSET)

    answer = world.send(sent)

    assert answer.status_code == 201, answer.text
    number = answer.json()["ticket_number"]
    task = world.task_of(number)
    agent = world.person(world.username_of(task["assigned_user"]))
    notices = eventually(
        lambda: [
            n
            for n in agent.get("/notification/api/v2/notifications/inapp/", page_size=100)[
                "results"
            ]
            if n["related_ticket_number"] == number
        ],
        what="notice",
    )
    assert len(notices) == 1
    me = agent.get("/auth/api/v1/users/me/")
    mails = eventually(lambda: messages_to(world, me["email"], number), what="mail")
    assert len(mails) == 1


def test_the_same_ticket_again_changes_nothing(world):
    sent = ticket("IT Support", "Network")

    first, again = world.send(sent), world.send(sent)

    assert again.status_code == 200, again.text
    assert again.json()["ticket_number"] == first.json()["ticket_number"]
    number = first.json()["ticket_number"]
    world.task_of(number)
    assert len(world.tasks_of(number)) == 1


def test_the_end_of_an_asset_workflow_reaches_ams_and_the_requester(world):
    number = world.send(ticket("Asset", "Check-in", **ASSET)).json()["ticket_number"]

    task = world.finish(number)

    [arrival] = eventually(lambda: received(world, "ams", number), what="AMS")
    assert arrival["serial_number"] == "PF-3K77"
    eventually(
        lambda: world.task(task["task_id"])["end_action"]["state"] == "confirmed", what="receipt"
    )
    ana = world.person("ana.cruz")
    eventually(
        lambda: ana.get(f"/ticket/tickets/{number}/")["status"] in ("resolved", "closed"),
        what="status",
    )


def test_the_end_of_a_budget_workflow_reaches_bms(world):
    number = world.send(ticket("Budget", "Proposal", **BUDGET)).json()["ticket_number"]

    world.finish(number)

    [arrival] = eventually(lambda: received(world, "bms", number), what="BMS")
    assert arrival["requested_budget"] == "4200.00"


def test_a_ticket_without_a_workflow_is_kept_and_shown(world):
    number = world.send(ticket("Garden", "Roses")).json()["ticket_number"]

    admin = world.person("admin")

    eventually(
        lambda: (
            number
            in {t["ticket_number"] for t in admin.get("/workflow/tickets/unrouted/")["results"]}
        ),
        what="unrouted",
    )
    eventually(
        lambda: admin.get(f"/ticket/tickets/{number}/")["status"] == "unrouted", what="status"
    )


def test_a_bad_ticket_is_refused_with_every_field_named(world):
    answer = world.send({"ticket_id": "x", "priority": "soon"})

    fields = {detail["field"] for detail in answer.json()["details"]}
    assert answer.status_code == 400
    assert {"subject", "priority", "category", "sub_category"} <= fields


def test_a_person_who_has_nothing_to_do_with_a_ticket_does_not_find_it(world):
    number = world.send(ticket("IT Support", "Network")).json()["ticket_number"]
    task = world.task_of(number)
    stranger = world.person("ben.okafor")

    answer = stranger.http.get(f"{world.gateway}/api/workflow/tasks/{task['task_id']}/", timeout=10)

    assert answer.status_code == 404


def test_the_next_page_of_a_list_is_found_behind_the_gateway(world):
    for _ in range(2):
        world.task_of(world.send(ticket("IT Support", "Network")).json()["ticket_number"])
    admin = world.person("admin")

    following = admin.get("/workflow/tasks/", page_size=1)["next"]

    assert admin.http.get(following, timeout=10).json()["results"]
