"""What the model knows of a workflow."""


def steps_of(document):
    return {
        step["key"]: {
            "kind": step["kind"],
            "policy": step["policy"],
            "needed": step.get("approvals_needed", 1),
            "seats": max(step.get("approvals_needed", 1), step.get("approvers") or 1),
        }
        for step in document["steps"]
    }


def ways_of(document):
    return [
        {
            "key": way["key"],
            "from": way["from"],
            "to": way["to"],
            "outcome": way.get("outcome", "done"),
            "limit": (way.get("condition") or {}).get("value"),
            "default": way.get("default", False),
        }
        for way in document["transitions"]
    ]
