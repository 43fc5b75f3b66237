"""Sales: takes orders for what is in its catalogue."""

from datetime import timedelta
from typing import Any, Final

from simulators.office.checking import (
    ADDRESS,
    Problems,
    inside,
    matching,
    part,
    parts,
    text,
    whole,
)
from simulators.office.system import Body, Occasion, System
from simulators.web import Answer, json_answer

MAX_ITEMS: Final = 50
# Article → (what it is, how many can be had at once, days until delivery).
CATALOGUE: Final = {
    "LAPTOP-14": ("Laptop, 14 inches", 50, 5),
    "LAPTOP-16": ("Laptop, 16 inches", 20, 7),
    "MONITOR-27": ("Monitor, 27 inches", 100, 4),
    "DOCK-USBC": ("USB-C dock", 200, 3),
    "PHONE-5G": ("Telephone", 80, 3),
    "HEADSET": ("Headset", 300, 2),
    "TABLET-11": ("Tablet, 11 inches", 40, 6),
    "CHAIR": ("Office chair", 25, 14),
}


def problems(body: Body) -> Problems:
    customer = part(body, "customer")
    items, wrong = parts(body, "items", MAX_ITEMS)
    for place, item in enumerate(items):
        wrong += inside(f"items[{place}]", text(item, "sku", 64) + whole(item, "quantity", 10_000))
    return [
        *text(body, "orderId", 64),
        *text(body, "ticketNumber", 64, least=0),
        *inside("customer", text(customer, "name", 200, least=0)),
        *inside("customer", matching(customer, "email", ADDRESS, "ana.cruz@example.com")),
        *wrong,
        *text(body, "notes", 2000, least=0),
    ]


def decide(body: Body, occasion: Occasion) -> dict[str, Any]:
    for item in body["items"]:
        if reason := _objection(item):
            return _rejected(body["orderId"], reason)
    days = max(CATALOGUE[item["sku"]][2] for item in body["items"])
    return {
        "orderId": body["orderId"],
        "salesOrderNumber": f"SO-{occasion.now:%Y}-{occasion.number:06d}",
        "status": "accepted",
        "estimatedDelivery": (occasion.now + timedelta(days=days)).date().isoformat(),
    }


def _objection(item: Body) -> str:
    if item["sku"] not in CATALOGUE:
        return f"There is no article {item['sku']}"
    name, most, _ = CATALOGUE[item["sku"]]
    return f"{name}: at most {most} can be ordered at once" if item["quantity"] > most else ""


def _rejected(order_id: str, reason: str) -> dict[str, Any]:
    return {"orderId": order_id, "status": "rejected", "reason": reason}


def decline() -> Answer:
    return json_answer(_rejected("", "The customer is blocked"), 201)


def summary(body: Body) -> str:
    items = ", ".join(f"{item['quantity']} of {item['sku']}" for item in body["items"])
    return f"{items} for {body['customer']['email']}"


SALES: Final = System(
    name="sales",
    title="Sales",
    path="/api/v2/orders/intake",
    reference="orderId",
    own_key="orderId",
    problems=problems,
    decide=decide,
    decline=decline,
    summary=summary,
)
