"""Two admins at once, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shared.errors import DomainError
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.errors import MatchTaken, StaleWorkflow
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.services import editing, lifecycle
from workflow_api.workflows.tests.factories import ACTOR, GRAPH, make_draft

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls):
    """Run the calls in threads that start together; return results or refusals."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait(timeout=10)
        try:
            return call()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_of_two_writers_who_saw_the_same_version_one_wins():
    workflow = make_draft()

    results = at_once(
        [
            lambda: editing.save_graph(actor=ACTOR, workflow_id=workflow.pk, seen=1, graph=GRAPH)
            for _ in range(4)
        ]
    )

    assert sum(isinstance(result, StaleWorkflow) for result in results) == 3
    workflow.refresh_from_db()
    assert workflow.version == 2


def test_of_rivals_for_one_match_exactly_one_is_deployed():
    make_role("IT Support")
    rivals = [make_draft(sub_category="Printers").pk for _ in range(4)]

    results = at_once(
        [lambda pk=pk: lifecycle.deploy(actor=ACTOR, workflow_id=pk) for pk in rivals]
    )

    assert sum(isinstance(result, MatchTaken) for result in results) == 3
    assert Workflow.objects.filter(status="deployed").count() == 1
    assert WorkflowVersion.objects.count() == 1


def test_two_who_supersede_each_other_leave_one_deployed():
    make_role("IT Support")
    rivals = [make_draft(sub_category="Printers").pk for _ in range(4)]

    results = at_once(
        [
            lambda pk=pk: lifecycle.deploy(actor=ACTOR, workflow_id=pk, supersede=True)
            for pk in rivals
        ]
    )

    refused = [result for result in results if isinstance(result, MatchTaken)]
    assert all(isinstance(result, WorkflowVersion | MatchTaken) for result in results)
    assert len(refused) < len(rivals)
    statuses = sorted(Workflow.objects.values_list("status", flat=True))
    assert statuses.count("deployed") == 1


def test_deploying_one_workflow_twice_at_once_makes_one_version():
    make_role("IT Support")
    workflow = make_draft()

    at_once([lambda: lifecycle.deploy(actor=ACTOR, workflow_id=workflow.pk) for _ in range(4)])

    assert WorkflowVersion.objects.filter(workflow=workflow).count() == 1
