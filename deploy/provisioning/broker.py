"""Brings the broker to what shared/broker/topology.py describes, over its management interface."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import requests

from deploy.provisioning.addresses import Endpoint
from deploy.provisioning.secret_values import Secrets
from shared.broker import topology

SECONDS = 10


class BrokerRefused(RuntimeError):
    """The management interface did not accept a part of the topology."""


class Management:
    """The management interface of a broker, as its administrator."""

    def __init__(self, endpoint: Endpoint, secrets: Secrets) -> None:
        self._base = f"{endpoint.url()}/api"
        self._session = requests.Session()
        self._session.auth = ("admin", secrets["rabbitmq"]["admin"])
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False

    def get(self, *path: str) -> Any:
        return self._call("GET", path).json()

    def put(self, *path: str, body: dict[str, Any]) -> None:
        self._call("PUT", path, body)

    def post(self, *path: str, body: dict[str, Any]) -> None:
        self._call("POST", path, body)

    def delete(self, *path: str) -> None:
        self._call("DELETE", path, missing_is_fine=True)

    def _call(
        self,
        method: str,
        path: tuple[str, ...],
        body: dict[str, Any] | None = None,
        *,
        missing_is_fine: bool = False,
    ) -> requests.Response:
        address = "/".join([self._base, *(quote(part, safe="") for part in path)])
        answer = self._session.request(method, address, json=body, timeout=SECONDS)
        if answer.status_code == 404 and missing_is_fine:
            return answer
        if not answer.ok:
            raise BrokerRefused(f"{method} {'/'.join(path)}: {answer.status_code} {answer.text}")
        return answer


def provision_broker(management: Management, secrets: Secrets, *, inner_port: int) -> None:
    """Create or correct everything; what exists and agrees stays untouched.

    `inner_port` is where the broker's own shovels reach the broker.
    """
    _vhosts(management)
    _users(management, secrets["rabbitmq"])
    _permissions(management)
    _declarations(management)
    _policies(management)
    _shovels(management, secrets["rabbitmq"][topology.SHOVEL_USER], inner_port)


def _vhosts(management: Management) -> None:
    for vhost in topology.vhosts():
        management.put("vhosts", vhost, body={})
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        management.put("permissions", vhost, "admin", body=everything)


def _users(management: Management, passwords: dict[str, str]) -> None:
    management.delete("users", "guest")
    for user in topology.users():
        management.put("users", user, body={"password": passwords[user], "tags": ""})


def _permissions(management: Management) -> None:
    wanted = {(p.user, p.vhost): p for p in topology.permissions()}
    for (user, vhost), rights in wanted.items():
        body = {"configure": rights.configure, "write": rights.write, "read": rights.read}
        management.put("permissions", vhost, user, body=body)
    for row in management.get("permissions"):
        if row["user"] != "admin" and (row["user"], row["vhost"]) not in wanted:
            management.delete("permissions", row["vhost"], row["user"])


def _declarations(management: Management) -> None:
    for exchange in topology.exchanges():
        body: dict[str, Any] = {"type": exchange.type, "durable": True}
        management.put("exchanges", exchange.vhost, exchange.name, body=body)
    for queue in topology.queues():
        body = {"durable": True, "arguments": queue.arguments}
        management.put("queues", queue.vhost, queue.name, body=body)
    for binding in topology.bindings():
        management.post(
            "bindings",
            binding.vhost,
            "e",
            binding.exchange,
            "q",
            binding.queue,
            body={"routing_key": binding.routing_key},
        )


def _policies(management: Management) -> None:
    for policy in topology.policies():
        body = {
            "pattern": policy.pattern,
            "definition": policy.definition,
            "apply-to": "queues",
            "priority": 10,
        }
        management.put("policies", policy.vhost, policy.name, body=body)


def _shovels(management: Management, password: str, port: int) -> None:
    existing = {(s["vhost"], s["name"]): s["value"] for s in management.get("parameters", "shovel")}
    for shovel in topology.shovels():
        value = _shovel(shovel, password, port)
        # Writing an equal definition again would restart a shovel that works.
        if not _covers(existing.get((topology.INTERNAL, shovel.name), {}), value.items()):
            management.put(
                "parameters", "shovel", topology.INTERNAL, shovel.name, body={"value": value}
            )


def _covers(existing: dict[str, Any], wanted: Iterable[tuple[str, Any]]) -> bool:
    return all(existing.get(name) == value for name, value in wanted)


def _shovel(shovel: topology.Shovel, password: str, port: int) -> dict[str, Any]:
    broker = f"amqp://{topology.SHOVEL_USER}:{quote(password)}@127.0.0.1:{port}"
    value: dict[str, Any] = {
        "src-protocol": "amqp091",
        "src-uri": f"{broker}/{quote(shovel.source_vhost, safe='')}",
        "src-queue": shovel.source_queue,
        "dest-protocol": "amqp091",
        "dest-uri": f"{broker}/{quote(shovel.target_vhost, safe='')}",
        "dest-exchange": shovel.target_exchange,
        "ack-mode": "on-confirm",
        "reconnect-delay": 1,
    }
    if shovel.target_key is not None:
        value["dest-exchange-key"] = shovel.target_key
    return value
