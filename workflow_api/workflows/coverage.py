"""The coverage matrix: which workflow wins for every category, sub-category and department."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import Trim
from django.utils import timezone

from workflow_api.engine.matching import DEPLOYED, OWN_DEPARTMENT, fold, judge
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import offer_of

VOLUME_OF: Final = timedelta(days=30)
ANY: Final = ""
Pair = tuple[str, str]
Key = tuple[str, str, str]
Offers = Mapping[Pair, list[Workflow]]


@dataclass(frozen=True, slots=True)
class Volume:
    """Tickets of the last 30 days, and how many of them still wait for a workflow."""

    received: int = 0
    unrouted: int = 0


def matrix() -> dict[str, Any]:
    """Every combination that workflows name or tickets of the last 30 days had."""
    workflows = _workflows()
    volumes, spelt = _volumes()
    names = {_folded(key): key for key in [*spelt, *map(_key, workflows)]}
    offers: defaultdict[Pair, list[Workflow]] = defaultdict(list)
    for workflow in workflows:
        offers[_folded(_key(workflow))[:2]].append(workflow)
    departments = {folded[2]: name[2] for folded, name in names.items()}
    pairs = {folded[:2]: name[:2] for folded, name in names.items()}
    # A kind that a workflow takes is spelt as there, whichever department a ticket came from.
    pairs |= {_folded(key)[:2]: key[:2] for key in map(_key, workflows)}
    cells = [
        _cell((*pair, department), offers, volumes)
        for _, pair in sorted(pairs.items())
        for department in sorted({ANY: ANY, **departments}.values())
    ]
    return {
        "departments": sorted(filter(None, departments.values())),
        "cells": cells,
        "gaps": sum(cell["rule"] == "none" for cell in cells),
        "overlaps": sum(bool(cell["competing"]) for cell in cells),
    }


def _workflows() -> list[Workflow]:
    found = Workflow.objects.exclude(status=Workflow.Status.ARCHIVED).exclude(category="")
    kept = found.select_related("current_version").defer("current_version__definition")
    return list(kept.order_by("name", "id"))


def _volumes() -> tuple[dict[Key, Volume], list[Key]]:
    """Tickets per folded key, and the spellings they came in."""
    waiting = Count("id", filter=Q(state=WorkflowTicket.State.UNROUTED))
    rows = (
        WorkflowTicket.objects.filter(received_at__gte=timezone.now() - VOLUME_OF)
        .values_list(Trim("category"), Trim("sub_category"), Trim("department"))
        .annotate(received=Count("id"), waiting=waiting)
    )
    volumes: dict[Key, Volume] = {}
    for *key, received, unrouted in rows:
        known = volumes.get(_folded(key), Volume())
        volumes[_folded(key)] = Volume(known.received + received, known.unrouted + unrouted)
    return volumes, [(row[0], row[1], row[2]) for row in rows]


def _cell(key: Key, offers: Offers, volumes: Mapping[Key, Volume]) -> dict[str, Any]:
    category, sub_category, department = key
    folded = _folded(key)
    known = {each.pk: each for each in offers.get(folded[:2], ())}
    judgement = judge(department, map(offer_of, known.values()))
    winner = known[judgement.winner.workflow_id] if judgement.winner else None
    version = winner.current_version if winner else None
    volume = volumes.get(folded, Volume())
    losers = [(known[loser.workflow_id], loser) for loser in judgement.losers]
    able = [(each, loser) for each, loser in losers if fold(each.department) in ("", folded[2])]
    return {
        "category": category,
        "sub_category": sub_category,
        "department": department,
        "workflow_id": winner.pk if winner else None,
        "workflow_name": winner.name if winner else None,
        "workflow_version": version.number if version else None,
        "rule": _rule(judgement.rule),
        "competing": [loser.as_dict() for each, loser in able if each.status == DEPLOYED],
        "unpublished": [loser.as_dict() for each, loser in able if each.status != DEPLOYED],
        "volume": volume.received,
        "unrouted": volume.unrouted,
    }


def _rule(number: int | None) -> str:
    if number is None:
        return "none"
    return "exact" if number == OWN_DEPARTMENT else "any_department"


def _key(workflow: Workflow) -> Key:
    return workflow.category.strip(), workflow.sub_category.strip(), workflow.department.strip()


def _folded(key: Iterable[str]) -> Key:
    category, sub_category, department = map(fold, key)
    return category, sub_category, department
