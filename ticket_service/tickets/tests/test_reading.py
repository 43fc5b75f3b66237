import pytest

from shared.testing import make_client, person, service_client, token_of
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, BEN, CAROL, COORDINATOR, MANAGER
from ticket_service.tickets.tests.factories import hand_in, report

pytestmark = pytest.mark.django_db


def numbers(answer):
    assert answer.status_code == 200, answer.json()
    return [ticket["ticket_number"] for ticket in answer.json()["results"]]


def managing(department):
    client = make_client()
    token = token_of(MANAGER, department=department)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def reads(client, number="HDTS-1"):
    """The answers to asking for one ticket and its timeline."""
    paths = (f"/tickets/{number}/", f"/tickets/{number}/timeline/")
    return {client.get(path).status_code for path in paths}


@pytest.mark.parametrize("caller", [ADMIN, AUDITOR], ids=lambda c: c.username)
def test_admins_and_auditors_read_all(caller):
    hand_in()

    assert numbers(make_client(caller).get("/tickets/")) == ["HDTS-1"]
    assert reads(make_client(caller)) == {200}


def test_a_manager_reads_the_tickets_of_the_own_department(workflow):
    hand_in(department="Operations")

    assert numbers(managing("operations").get("/tickets/")) == ["HDTS-1"]
    assert reads(managing("operations")) == {200}
    for elsewhere in ("HR", ""):
        assert numbers(managing(elsewhere).get("/tickets/")) == []
        assert reads(managing(elsewhere)) == {404}


def test_an_agent_reads_what_is_assigned_to_them(workflow):
    report(hand_in(), "in_progress", assignee={"id": CAROL.id, "name": "Carol"})

    assert numbers(make_client(CAROL).get("/tickets/")) == ["HDTS-1"]
    assert reads(make_client(CAROL)) == {200}
    assert numbers(make_client(ALICE).get("/tickets/")) == []
    assert reads(make_client(ALICE)) == {404}


@pytest.mark.parametrize("caller", [COORDINATOR, ALICE, MANAGER], ids=lambda c: c.username)
def test_a_ticket_that_workflow_api_counts_as_their_affair_is_read_one_by_one(workflow, caller):
    hand_in()
    workflow.admit("HDTS-1", caller)

    assert numbers(make_client(caller).get("/tickets/")) == []
    assert reads(make_client(caller)) == {200}
    assert len(workflow.asked) == 1


def test_while_workflow_api_is_away_nobody_is_shown_what_only_it_knows(workflow):
    hand_in()
    workflow.down = True

    answer = make_client(ALICE).get("/tickets/HDTS-1/")

    assert (answer.status_code, answer.json()["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert reads(make_client(ADMIN)) == {200}


def test_workflow_api_is_not_asked_about_what_nobody_sent_or_for_requesters(workflow):
    hand_in(requester_email="ana.cruz@example.com")

    assert reads(make_client(ALICE), "HDTS-2") == {404}
    assert reads(make_client(BEN)) == {404}
    assert workflow.asked == []


def test_a_list_of_ones_own_costs_a_constant_number_of_queries(django_assert_num_queries):
    for n in range(12):
        hand_in(ticket_id=f"HDTS-{n}", department="Operations")

    with django_assert_num_queries(2):
        assert len(numbers(managing("Operations").get("/tickets/?page_size=11"))) == 11


def test_a_requester_reads_their_own_tickets_whatever_the_case_of_the_address():
    hand_in(requester_email="Ana.Cruz@Example.com")

    assert numbers(make_client(ANA).get("/tickets/")) == ["HDTS-1"]
    assert make_client(ANA).get("/tickets/HDTS-1/").status_code == 200


@pytest.mark.parametrize(
    "caller",
    [
        BEN,
        person(31, "eve"),
        person(32, "dan", "Employee", system="HDTS"),
        person(33, "amy", "Admin", system="AMS"),
    ],
    ids=lambda caller: caller.username,
)
@pytest.mark.parametrize("path", ["/tickets/HDTS-1/", "/tickets/HDTS-1/timeline/"])
def test_anybody_elses_ticket_does_not_exist_for_a_requester(caller, path):
    hand_in(requester_email="ana.cruz@example.com")

    assert numbers(make_client(caller).get("/tickets/")) == []
    assert make_client(caller).get(path).status_code == 404


def test_a_ticket_without_requester_is_nobodys_own():
    hand_in(requester_email=None)
    nobody = person(34, "nobody")

    assert numbers(make_client(nobody).get("/tickets/mine/")) == []


def test_a_service_reads_with_the_scope_only():
    hand_in()

    assert numbers(service_client("reporting", "tickets.read").get("/tickets/")) == ["HDTS-1"]
    assert numbers(service_client("reporting", "users.read").get("/tickets/")) == []


def test_without_a_token_nothing_is_read():
    assert make_client().get("/tickets/").status_code == 401


def test_a_ticket_shows_what_was_sent_and_how_far_it_got():
    files = [{"filename": "a.png", "url": "https://hdts.example.com/a.png"}]
    ticket = hand_in(attachments=files, asset_id="ASSET-7", employee={"id": 101})
    report(
        ticket,
        "in_progress",
        step="Diagnose",
        assignee={"id": 11, "name": "Carol Reed"},
        eta="2026-11-22T10:00:00Z",
    )

    shown = make_client(ANA).get("/tickets/HDTS-1/").json()

    assert shown["ticket_id"] == str(ticket.id)
    assert (shown["external_id"], shown["source_service"]) == ("HDTS-1", "hdts")
    assert shown["description"] == "The socket is dead since this morning."
    assert shown["requester"] == {"id": 101, "name": "Ana Cruz", "email": "ana.cruz@example.com"}
    assert (shown["attachments"], shown["details"]) == (files, {"asset_id": "ASSET-7"})
    assert (shown["status"], shown["step"]) == ("in_progress", "Diagnose")
    assert shown["assignee"] == {"id": 11, "name": "Carol Reed"}
    assert shown["eta"] == "2026-11-22T10:00:00Z"


def test_a_number_may_be_any_id_a_sender_chose():
    hand_in(ticket_id="IT/2026 #7")

    answer = make_client(ADMIN).get("/tickets/IT%2F2026%20%237/")

    assert answer.json()["ticket_number"] == "IT/2026 #7"


@pytest.mark.parametrize("number", ["nothing", "%00", "x" * 300, "a/b/c"])
def test_a_number_nobody_has_is_not_found(number):
    answer = make_client(ADMIN).get(f"/tickets/{number}/")

    assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_FOUND")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=open", ["HDTS-2"]),
        ("status=open&status=new", ["HDTS-2", "HDTS-1"]),
        ("priority=urgent", ["HDTS-2"]),
        ("category=asset", ["HDTS-2"]),
        ("sub_category=NETWORK", ["HDTS-1"]),
        ("department=hr", ["HDTS-2"]),
        ("source_service=hdts", ["HDTS-2", "HDTS-1"]),
        ("search=hdts-1", ["HDTS-1"]),
        ("search=projector", ["HDTS-2"]),
        ("search=100%25", []),
        ("ordering=received_at", ["HDTS-1", "HDTS-2"]),
    ],
)
def test_the_list_can_be_filtered(query, found):
    hand_in(ticket_id="HDTS-1")
    report(
        hand_in(
            ticket_id="HDTS-2",
            title="Projector wanted",
            category="Asset",
            sub_category="Check-out",
            priority="urgent",
            department="HR",
        ),
        "open",
    )

    assert numbers(make_client(ADMIN).get(f"/tickets/?{query}")) == found


# Signs that mean something to SQL, to LIKE, to the driver's placeholders or to Python.
ODD = ["100%", "a_b", "it's", '"quoted"', "C:\\temp", "%s", "{0}", "$1", "Zoë 😀", "ﬁ", "'; --"]


@pytest.mark.parametrize("text", ODD)
def test_a_search_finds_its_text_and_nothing_like_it(text):
    hand_in(ticket_id="HDTS-1", title=f"About {text} here")
    hand_in(ticket_id="HDTS-2", title="About aXb, 100 of them")

    answer = make_client(ADMIN).get("/tickets/", {"search": text})

    assert numbers(answer) == ["HDTS-1"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("status=asleep", "status"),
        ("priority=asap", "priority"),
        ("search=%00", "search"),
        ("ordering=subject", "ordering"),
    ],
)
@pytest.mark.parametrize("path", ["/tickets/", "/tickets/mine/"])
def test_a_filter_that_means_nothing_is_an_error(path, query, field):
    answer = make_client(ANA).get(f"{path}?{query}")

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == [field]


def test_the_list_is_paged_at_a_constant_number_of_queries(django_assert_num_queries):
    for n in range(12):
        hand_in(ticket_id=f"HDTS-{n}")

    with django_assert_num_queries(2):
        answer = make_client(ADMIN).get("/tickets/?page_size=11")

    assert answer.json()["count"] == 12
    assert len(answer.json()["results"]) == 11
    assert answer.json()["next"].endswith("page=2&page_size=11")


def test_a_timeline_costs_a_constant_number_of_queries(django_assert_num_queries):
    ticket = hand_in()
    for version in range(1, 9):
        report(ticket, "in_progress", version)

    with django_assert_num_queries(3):
        answer = make_client(ADMIN).get("/tickets/HDTS-1/timeline/")

    assert len(answer.json()) == 9
