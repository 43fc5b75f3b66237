"""Schemas and roles (specification: topology.md, Data). Every statement may run again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg import sql

from deploy.catalogue import SERVICES, Service
from deploy.provisioning.addresses import Endpoint
from deploy.provisioning.secret_values import Secrets

DATABASE: Final = "tts"
APP_TIMEOUTS: Final = {
    "statement_timeout": "10s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "15s",
}


def provision_database(endpoint: Endpoint, secrets: Secrets, *, templates: bool = False) -> None:
    """Database `tts` with a schema, an owner and an app role per service.

    `templates` also makes the databases that test databases are copied from, and lets the owners
    create databases.
    """
    with connect(endpoint, secrets, "postgres") as server:
        _create_database(server, DATABASE)
        for service in SERVICES:
            _create_roles(server, service, secrets, create_databases=templates)
        _limit_connections_to(server, DATABASE, SERVICES)
    with connect(endpoint, secrets, DATABASE) as database:
        _close_public(database)
        for service in SERVICES:
            _create_schema(database, service)
        _create_extensions(database, SERVICES)
    if templates:
        for service in SERVICES:
            _create_template(endpoint, secrets, service)


@contextmanager
def connect(
    endpoint: Endpoint, secrets: Secrets, database: str
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of the superuser, each statement its own transaction."""
    with psycopg.connect(
        host=endpoint.host,
        port=endpoint.port,
        user="postgres",
        password=secrets["postgres"]["postgres"],
        dbname=database,
        autocommit=True,
        connect_timeout=3,
    ) as connection:
        yield connection


Connection = psycopg.Connection[tuple[object, ...]]


def _run(connection: Connection, statement: str, **names: str) -> None:
    identifiers = {name: sql.Identifier(value) for name, value in names.items()}
    connection.execute(sql.SQL(statement).format(**identifiers))


def _exists(connection: Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None


def _create_database(server: Connection, name: str) -> None:
    if not _exists(server, "SELECT 1 FROM pg_database WHERE datname = %s", name):
        _run(server, "CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0", name=name)


def _create_roles(
    server: Connection, service: Service, secrets: Secrets, *, create_databases: bool
) -> None:
    for role in (service.owner, service.app):
        if not _exists(server, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            _run(server, "CREATE ROLE {role}", role=role)
        password = sql.Literal(secrets["postgres"][role])
        rights = "CREATEDB" if create_databases and role == service.owner else "NOCREATEDB"
        server.execute(
            sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                sql.Identifier(role), sql.SQL(rights), password
            )
        )
        _run(
            server, "ALTER ROLE {role} SET search_path = {schema}", role=role, schema=service.schema
        )
    for setting, value in APP_TIMEOUTS.items():
        server.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(service.app), sql.Identifier(setting), sql.Literal(value)
            )
        )


def _limit_connections_to(server: Connection, database: str, services: tuple[Service, ...]) -> None:
    _run(server, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=database)
    for role in (role for service in services for role in (service.owner, service.app)):
        _run(server, "GRANT CONNECT ON DATABASE {name} TO {role}", name=database, role=role)


def _close_public(database: Connection) -> None:
    _run(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC")


def _create_schema(database: Connection, service: Service) -> None:
    names = {"schema": service.schema, "owner": service.owner, "app": service.app}
    _run(database, "CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}", **names)
    _run(database, "GRANT USAGE ON SCHEMA {schema} TO {app}", **names)
    for what, rights in (
        ("TABLES", "SELECT, INSERT, UPDATE, DELETE"),
        ("SEQUENCES", "USAGE, SELECT, UPDATE"),
    ):
        _run(
            database,
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} "
            f"GRANT {rights} ON {what} TO {{app}}",
            **names,
        )


def _create_extensions(database: Connection, services: tuple[Service, ...]) -> None:
    """What indexes of the schemas are made with; only the superuser may create it."""
    _run(database, "CREATE SCHEMA IF NOT EXISTS extensions")
    _run(database, "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions")
    for service in services:
        _run(database, "GRANT USAGE ON SCHEMA extensions TO {owner}", owner=service.owner)


def _create_template(endpoint: Endpoint, secrets: Secrets, service: Service) -> None:
    name = f"tmpl_{service.schema}"
    with connect(endpoint, secrets, "postgres") as server:
        if _exists(server, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            return
        _create_database(server, name)
        _limit_connections_to(server, name, (service,))
        with connect(endpoint, secrets, name) as database:
            _close_public(database)
            _create_schema(database, service)
            _create_extensions(database, (service,))
        # Only a template may be copied by somebody who does not own it.
        _run(server, "ALTER DATABASE {name} IS_TEMPLATE true", name=name)
