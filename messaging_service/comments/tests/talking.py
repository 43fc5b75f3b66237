"""What people do to comments over HTTP."""

from shared.testing import make_client


def post(caller, ticket, text="Rebooted the switch", **fields):
    return make_client(caller).post(
        "/api/comments/", {"ticket_id": ticket, "text": text, **fields}, format="json"
    )


def listed(caller, ticket, **query):
    return make_client(caller).get("/api/comments/", {"ticket_id": ticket, **query})


def texts(response):
    return [comment["text"] for comment in response.json()["results"]]
