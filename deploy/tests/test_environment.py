import json

import pytest

from deploy.catalogue import OFFICE_SYSTEMS, SERVICES, service_named
from deploy.instance import Instance
from deploy.ports import DEFAULTS
from deploy.provisioning.addresses import native
from deploy.provisioning.environment import service_environment, simulator_environment
from deploy.provisioning.secret_values import load_or_generate


@pytest.fixture
def instance(tmp_path):
    return Instance(tmp_path, DEFAULTS)


@pytest.fixture
def secrets(tmp_path):
    return load_or_generate(tmp_path / "secrets.json")


def environment_of(name, instance, secrets, role=None, **given):
    return service_environment(
        service_named(name),
        addresses=native(instance),
        secrets=secrets,
        var=instance.services_var,
        role=role,
        given=given,
    )


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_works_with_its_own_role_user_and_client(service, instance, secrets):
    environment = environment_of(service.name, instance, secrets)

    assert environment["TTS_DB_USER"] == service.app
    assert environment["TTS_DB_PASSWORD"] == secrets["postgres"][service.app]
    assert environment["TTS_BROKER_URL"].startswith(f"amqp://{service.package}:")
    assert environment["TTS_CLIENT_ID"] == service.package


def test_no_service_gets_a_secret_of_another(instance, secrets):
    ticket = "\n".join(environment_of("ticket", instance, secrets).values())

    assert secrets["signing_key"] not in ticket
    assert secrets["clients"]["auth_service"] not in ticket
    assert secrets["postgres"]["workflow_app"] not in ticket
    assert secrets["rabbitmq"]["admin"] not in ticket


def test_migrations_run_as_the_owner(instance, secrets):
    assert (
        environment_of("auth", instance, secrets, role="auth_owner")["TTS_DB_USER"] == "auth_owner"
    )


def test_tickets_are_signed_with_the_keys_that_the_services_know(instance, secrets):
    keys = json.loads(environment_of("ticket", instance, secrets)["TTS_HDTS_KEYS"])

    assert keys == {secrets["hdts"]["key_id"]: secrets["hdts"]["secret"]}


def test_the_operator_may_bring_an_own_mail_server(instance, secrets):
    given = {"TTS_SMTP_HOST": "mail.example.com", "TTS_SMTP_PORT": "25"}

    environment = environment_of("notification", instance, secrets, **given)

    assert environment["TTS_SMTP_HOST"] == "mail.example.com"


def test_a_partner_reaches_only_its_own_virtual_host(instance, secrets):
    environment = simulator_environment(
        "ams", addresses=native(instance), secrets=secrets, var=instance.var
    )

    assert environment["TTS_BROKER_URL"].endswith("/ams")
    assert environment["TTS_API_KEY"] == secrets["ams"]["api_key"]


def test_steps_ask_each_system_of_the_office_with_the_key_it_knows(instance, secrets):
    workflow = environment_of("workflow", instance, secrets)

    office = simulator_environment(
        "office", addresses=native(instance), secrets=secrets, var=instance.var
    )

    assert workflow["TTS_SALES_URL"] == f"http://127.0.0.1:{DEFAULTS['OFFICE']}/sales"
    assert office["TTS_PORT"] == str(DEFAULTS["OFFICE"])
    for system in OFFICE_SYSTEMS:
        name = f"TTS_{system.upper()}_API_KEY"
        assert workflow[name] == office[name] == secrets[system]["api_key"]


def test_the_operator_may_bring_a_real_partner(instance, secrets):
    given = {"TTS_ERP_URL": "https://erp.example.com", "TTS_ERP_API_KEY": "theirs"}

    workflow = environment_of("workflow", instance, secrets, **given)

    assert workflow["TTS_ERP_URL"] == "https://erp.example.com"
    assert workflow["TTS_ERP_API_KEY"] == "theirs"
    assert "TTS_ERP_API_KEY" not in environment_of("ticket", instance, secrets, **given)


def test_one_secret_signs_for_everybody_where_the_operator_wants_it(instance, secrets):
    given = {"TTS_JWT_ALGORITHM": "HS256"}

    own = {environment_of(s.name, instance, secrets, **given)["TTS_JWT_SECRET"] for s in SERVICES}

    assert own == {secrets["jwt"]}
    assert "TTS_JWT_SECRET" not in environment_of("ticket", instance, secrets)
    assert len(secrets["jwt"]) >= 32
