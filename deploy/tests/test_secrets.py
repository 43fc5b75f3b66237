import json
import stat

from deploy.instance import Instance
from deploy.ports import DEFAULTS
from deploy.provisioning.addresses import native
from deploy.provisioning.credentials import credentials
from deploy.provisioning.people import demo_people
from deploy.provisioning.secret_values import load_or_generate


def test_secrets_are_generated_once_and_private(tmp_path):
    path = tmp_path / "secrets.json"

    first = load_or_generate(path)

    assert load_or_generate(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_of_a_newer_version_is_added_and_the_old_ones_stay(tmp_path):
    path = tmp_path / "secrets.json"
    first = load_or_generate(path)
    older = {**first, "rabbitmq": {"admin": first["rabbitmq"]["admin"]}}
    del older["signing_key"]
    path.write_text(json.dumps(older))

    completed = load_or_generate(path)

    assert completed["signing_key"]
    assert completed["rabbitmq"].keys() == first["rabbitmq"].keys()
    assert completed["rabbitmq"]["admin"] == first["rabbitmq"]["admin"]


def test_credentials_hold_everyone_the_specification_names(tmp_path):
    secrets = load_or_generate(tmp_path / "secrets.json")

    document = credentials(native(Instance(tmp_path, DEFAULTS)), secrets)

    assert {"people", "hdts", "ams", "bms", "service_clients", "postgres", "rabbitmq"} <= set(
        document
    )
    assert document["hdts"].keys() == {"key_id", "secret", "amqp_url"}
    assert document["hdts"]["amqp_url"].endswith("@127.0.0.1:5672/hdts")
    assert {"ticket_service", "workflow_api"} <= {
        c["client_id"] for c in document["service_clients"]
    }
    assert {"auth_app", "workflow_owner"} <= {row["role"] for row in document["postgres"]}


def test_every_seeded_role_has_three_people_and_every_person_one_name():
    people = demo_people()
    roles = [role["role"] for person in people for role in person["roles"]]
    step_roles = {
        "IT Support",
        "Network Engineer",
        "Security Officer",
        "Asset Custodian",
        "Budget Analyst",
        "Budget Approver",
    }

    assert all(roles.count(role) >= 3 for role in step_roles)
    assert {"Admin", "Auditor", "Manager", "Ticket Coordinator", "Requester"} <= set(roles)
    assert len({person["username"] for person in people}) == len(people)
    assert all("password" not in person for person in people)
