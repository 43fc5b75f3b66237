"""What differs between two definitions, element by element and field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .definition import Definition

ChangeKind = Literal["added", "removed", "changed"]
ElementKind = Literal["workflow", "step", "transition"]
Columns = Mapping[str, Any]

NOT_COMPARED = frozenset({"schema", "key", "steps", "transitions"})
LAYOUT = frozenset({"position", "order"})
"""How a step is drawn and listed, which changes nothing about what happens to a ticket."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field; what is new has no `before`, what is gone no `after`."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one element. `key` is empty for the workflow itself."""

    kind: ChangeKind
    element: ElementKind
    key: str
    name: str
    fields: tuple[FieldChange, ...]


def compare(before: Definition, after: Definition, *, layout: bool = False) -> list[Change]:
    """Return what leads from one definition to the other: the workflow, then steps, then ways.

    Where steps are drawn counts only with `layout`.
    """
    old, new = _document(before), _document(after)
    ignored = NOT_COMPARED if layout else NOT_COMPARED | LAYOUT
    changes = [_changed("workflow", "", after.name, old, new, ignored)]
    changes += _elements("step", old["steps"], new["steps"], ignored)
    changes += _elements("transition", _ranked(old, new), _ranked(new, old), ignored)
    return [change for change in changes if change is not None]


def _document(definition: Definition) -> dict[str, Any]:
    """The JSON form with each target as a field of its own, such as `sla.urgent`."""
    document = definition.as_dict()
    targets = document.pop("sla")
    return document | {f"sla.{priority}": target for priority, target in targets.items()}


def _elements(
    element: ElementKind, old: Sequence[Columns], new: Sequence[Columns], ignored: frozenset[str]
) -> list[Change | None]:
    olds, news = _by_key(old), _by_key(new)
    removed = [_gone(element, row) for key, row in olds.items() if key not in news]
    kept = [
        _changed(element, key, _name(row), olds[key], row, ignored | {"key"})
        if key in olds
        else _new(element, row)
        for key, row in news.items()
    ]
    return [*kept, *removed]


def _by_key(rows: Iterable[Columns]) -> dict[str, Columns]:
    return {row["key"]: row for row in rows}


def _new(element: ElementKind, row: Columns) -> Change:
    fields = tuple(FieldChange(name, None, value) for name, value in _shown(row))
    return Change("added", element, row["key"], _name(row), fields)


def _gone(element: ElementKind, row: Columns) -> Change:
    fields = tuple(FieldChange(name, value, None) for name, value in _shown(row))
    return Change("removed", element, row["key"], _name(row), fields)


def _changed(
    element: ElementKind, key: str, name: str, old: Columns, new: Columns, ignored: frozenset[str]
) -> Change | None:
    fields = tuple(
        FieldChange(field, old.get(field), value)
        for field, value in new.items()
        if field not in ignored and value != old.get(field)
    )
    return Change("changed", element, key, name, fields) if fields else None


def _shown(row: Columns) -> list[tuple[str, Any]]:
    """The fields of an element that stands alone; its rank among others says nothing then."""
    return [(name, value) for name, value in row.items() if name not in ("key", "rank")]


def _name(row: Columns) -> str:
    return str(row.get("name") or row.get("label") or row["key"])


def _ranked(document: Columns, other: Columns) -> list[Columns]:
    """The ways with their `rank` among those of their step that both documents have.

    The first open way wins where nobody chooses, so their order is more than layout.
    """
    elsewhere = {(way["from"], way["key"]) for way in other["transitions"]}
    places: dict[str, int] = {}
    ranked: list[Columns] = []
    for way in document["transitions"]:
        common = (way["from"], way["key"]) in elsewhere
        if common:
            places[way["from"]] = places.get(way["from"], 0) + 1
        ranked.append({**way, "rank": places[way["from"]] if common else None})
    return ranked
