"""Walks over a definition's steps; unknown steps are not followed."""

from collections.abc import Callable, Iterable

from .definition import Definition


def reachable_from(definition: Definition, keys: Iterable[str]) -> set[str]:
    """Return the steps that can be reached from `keys`, themselves included."""
    return _closure(keys, definition.successors)


def reaching(definition: Definition, keys: Iterable[str]) -> set[str]:
    """Return the steps from which one of `keys` can be reached, themselves included."""
    before: dict[str, list[str]] = {}
    for step in definition.steps:
        for target in definition.successors(step.key):
            before.setdefault(target, []).append(step.key)
    return _closure(keys, lambda key: before.get(key, []))


def _closure(keys: Iterable[str], neighbours: Callable[[str], Iterable[str]]) -> set[str]:
    seen = set(keys)
    waiting = list(seen)
    while waiting:
        for key in neighbours(waiting.pop()):
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return seen


def loops(definition: Definition) -> list[frozenset[str]]:
    """Return the loops: sets of steps each of which can come back to itself through the others."""
    ahead = {
        step.key: reachable_from(definition, definition.successors(step.key))
        for step in definition.steps
    }
    found: dict[str, frozenset[str]] = {}
    for key, reached in ahead.items():
        if key in reached and key not in found:
            loop = frozenset(other for other in reached if key in ahead[other])
            found |= dict.fromkeys(loop, loop)
    return list(dict.fromkeys(found.values()))
