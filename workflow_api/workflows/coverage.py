"""The coverage matrix: which workflow wins for every category, sub-category and department."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import Trim
from django.utils import timezone

from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow

VOLUME_OF = timedelta(days=30)
ANY = ""
Key = tuple[str, str, str]


def matrix() -> dict[str, Any]:
    """Every combination that workflows name or tickets of the last 30 days had."""
    deployed = _deployed()
    volume, seen = _volume()
    names = {_folded(key): key for key in [*seen, *(_key(workflow) for workflow in deployed)]}
    winners = {_folded(_key(workflow)): workflow for workflow in deployed}
    departments = {folded[2]: name[2] for folded, name in names.items()}
    pairs = {folded[:2]: name[:2] for folded, name in names.items()}
    cells = [
        _cell((*pair, department), winners, volume)
        for _, pair in sorted(pairs.items())
        for department in sorted({ANY: ANY, **departments}.values())
    ]
    gaps = sum(cell["rule"] == "none" for cell in cells)
    return {"departments": sorted(filter(None, departments.values())), "cells": cells, "gaps": gaps}


def _deployed() -> list[Workflow]:
    return list(Workflow.objects.filter(status=Workflow.Status.DEPLOYED))


def _volume() -> tuple[Counter[Key], list[Key]]:
    """Tickets per folded key, and the spellings they came in."""
    rows = (
        WorkflowTicket.objects.filter(received_at__gte=timezone.now() - VOLUME_OF)
        .values_list(Trim("category"), Trim("sub_category"), Trim("department"))
        .annotate(tickets=Count("id"))
    )
    volume: Counter[Key] = Counter()
    for *key, tickets in rows:
        volume[_folded(key)] += tickets
    return volume, [(row[0], row[1], row[2]) for row in rows]


def _cell(key: Key, winners: dict[Key, Workflow], volume: Counter[Key]) -> dict[str, Any]:
    category, sub_category, department = key
    folded = _folded(key)
    exact = winners.get(folded)
    winner = exact or winners.get((folded[0], folded[1], ANY))
    by = "exact" if exact and department else "any_department"
    return {
        "category": category,
        "sub_category": sub_category,
        "department": department,
        "workflow_id": winner.pk if winner else None,
        "workflow_name": winner.name if winner else None,
        "rule": by if winner else "none",
        "volume": volume[folded],
    }


def _key(workflow: Workflow) -> Key:
    return workflow.category.strip(), workflow.sub_category.strip(), workflow.department.strip()


def _folded(key: Iterable[str]) -> Key:
    category, sub_category, department = (part.lower() for part in key)
    return category, sub_category, department
