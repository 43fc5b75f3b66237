import pytest
from django.core.management import CommandError, call_command

from shared.testing.people import ALICE
from workflow_api.engine.sla import main_path
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.seeding import missing_roles
from workflow_api.workflows.selectors import compiled, match_workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles():
    for role in sorted(missing_roles()):
        make_role(role, ALICE)


def test_seeding_deploys_the_five_workflows(roles, capsys):
    call_command("seed_workflows")

    live = Workflow.objects.filter(status="deployed").values_list("name", flat=True)
    assert sorted(live) == [
        "Asset Check-in",
        "Asset Check-out",
        "Budget Proposal",
        "IT Access Request",
        "IT Network Support",
    ]


def test_seeding_twice_changes_nothing(roles, capsys):
    call_command("seed_workflows")
    call_command("seed_workflows")

    assert (Workflow.objects.count(), WorkflowVersion.objects.count()) == (5, 5)


def test_seeding_says_which_roles_it_misses():
    with pytest.raises(CommandError, match="Asset Custodian"):
        call_command("seed_workflows")

    assert not Workflow.objects.exists()


@pytest.mark.parametrize(
    ("category", "sub_category", "path"),
    [
        ("Asset", "Check-in", ["inspect", "record"]),
        ("Asset", "Check-out", ["review", "approve", "hand-over"]),
        ("Budget", "Proposal", ["analyse", "approve"]),
        ("IT Support", "Access", ["verify", "approve", "grant"]),
        ("IT Support", "Network", ["diagnose", "resolve", "confirm"]),
    ],
)
def test_seeded_workflows_are_found_and_run_their_steps(
    roles, category, sub_category, path, capsys
):
    call_command("seed_workflows")

    match = match_workflow(category, sub_category, "Finance")

    assert match is not None
    assert [step.key for step in main_path(compiled(match.version.pk))] == path
