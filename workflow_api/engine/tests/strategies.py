"""Workflows and tickets out of thin air."""

from hypothesis import strategies as st

from workflow_api.engine.definition import compile_definition

KEYS = [f"s{number}" for number in range(6)]
OUTCOMES = ["done", "approve", "reject", "return"]
FIELDS = ["amount", "department", "asset_id"]
VALUES = st.one_of(st.integers(-5, 5), st.sampled_from(["1", "2.5", "IT", " it ", ""]), st.none())

comparisons = st.builds(
    lambda field, op, value: {"field": field, "op": op, "value": value},
    st.sampled_from(FIELDS),
    st.sampled_from(["eq", "ne", "lt", "lte", "gt", "gte"]),
    VALUES,
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.builds(
        lambda word, parts: {word: parts},
        st.sampled_from(["and", "or"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)
tickets = st.dictionaries(st.sampled_from(FIELDS), VALUES)

steps = st.builds(
    lambda key, role, weight, is_start, is_end: {
        "key": key,
        "role": role,
        "weight": weight,
        "is_start": is_start,
        "is_end": is_end,
    },
    st.sampled_from(KEYS),
    st.sampled_from(["", "Agents", "Ghosts"]),
    st.floats(-1, 5),
    st.booleans(),
    st.booleans(),
)
transitions = st.builds(
    lambda source, target, outcome, condition, default: {
        "from": source,
        "to": target,
        "outcome": outcome,
        "condition": condition,
        "default": default,
    },
    st.sampled_from(KEYS),
    st.one_of(st.none(), st.sampled_from(KEYS)),
    st.sampled_from(OUTCOMES),
    st.one_of(st.none(), conditions),
    st.booleans(),
)
documents = st.builds(
    lambda steps, transitions, sla: {
        "name": "Any",
        "category": "A",
        "sub_category": "B",
        "steps": steps,
        "transitions": transitions,
        "sla": sla,
    },
    st.lists(steps, max_size=6, unique_by=lambda step: step["key"]),
    st.lists(transitions, max_size=10),
    st.dictionaries(st.sampled_from(["urgent", "high", "medium", "low"]), st.integers(0, 10**6)),
)
"""Any workflow that can be drawn, most of them wrong in some way."""

definitions = documents.map(compile_definition)


@st.composite
def sound_definitions(draw):
    """Valid workflows: a chain of steps with any further transitions between them."""
    size = draw(st.integers(1, 6))
    last = size - 1
    chain = [
        {
            "key": f"s{number}",
            "role": "Agents",
            "weight": draw(st.floats(0.1, 5)),
            "is_start": number == 0,
            "is_end": number == last,
        }
        for number in range(size)
    ]
    ways = [
        {"from": f"s{number}", "to": f"s{number + 1}", "default": draw(st.booleans())}
        for number in range(last)
    ]
    ways.append({"from": f"s{last}", "to": None})
    key = st.sampled_from([step["key"] for step in chain])
    more = draw(
        st.lists(
            st.builds(
                lambda source, target, outcome, condition: {
                    "from": source,
                    "to": target,
                    "outcome": outcome,
                    "condition": condition,
                },
                key,
                st.one_of(st.none(), key),
                st.sampled_from(OUTCOMES),
                st.one_of(st.none(), conditions),
            ),
            max_size=8,
        )
    )
    return compile_definition(
        {
            "name": "Sound",
            "category": "A",
            "sub_category": "B",
            "steps": chain,
            "transitions": draw(st.permutations([*ways, *more])),
        }
    )


@st.composite
def runnable_documents(draw):
    """Valid workflows of every kind of step that needs no other system: a chain, so that an end
    is always in reach, with further ways between its steps."""
    size = draw(st.integers(1, 5))
    steps = [_runnable_step(draw, number, size) for number in range(size)]
    key = st.sampled_from([step["key"] for step in steps])
    chain = [
        {
            "from": f"s{n}",
            "to": f"s{n + 1}" if n + 1 < size else None,
            "default": draw(st.booleans()),
        }
        for n in range(size)
    ]
    more = draw(
        st.lists(
            st.builds(
                lambda source, target, outcome, limit: {
                    "from": source,
                    "to": target,
                    "outcome": outcome,
                    "condition": limit and {"field": "amount", "op": "gt", "value": limit},
                },
                key,
                st.one_of(st.none(), key),
                st.sampled_from(OUTCOMES),
                st.one_of(st.none(), st.sampled_from([10, 100])),
            ),
            max_size=6,
        )
    )
    document = {"name": "Runnable", "category": "A", "sub_category": "B"}
    ways = [{"key": f"w{n}", **way} for n, way in enumerate([*chain, *more])]
    return {**document, "steps": steps, "transitions": ways, "sla": {"high": 86_400}}


def _runnable_step(draw, number, size):
    kind = draw(st.sampled_from(["task", "task", "approval", "wait"]))
    step = {"key": f"s{number}", "name": f"S{number}", "role": "Agents", "kind": kind}
    step |= {"is_start": number == 0, "is_end": number == size - 1}
    step["policy"] = draw(st.sampled_from(["round_robin", "least_loaded", "manual"]))
    if kind == "wait":
        step["wait_seconds"] = 3600
    if kind == "approval":
        step["approvals_needed"] = draw(st.integers(1, 3))
        step["approvers"] = draw(st.one_of(st.none(), st.integers(step["approvals_needed"], 4)))
    return step
