"""Where the parts of an instance find each other."""

from dataclasses import dataclass
from urllib.parse import quote

from deploy.catalogue import OFFICE_SYSTEMS, SERVICES
from deploy.instance import LOOPBACK, Instance
from deploy.ports import DEFAULTS


@dataclass(frozen=True, slots=True)
class Endpoint:
    host: str
    port: int

    def url(self, scheme: str = "http") -> str:
        return f"{scheme}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Everything a process may have to reach, as seen from that process."""

    postgres: Endpoint
    rabbitmq: Endpoint
    management: Endpoint
    redis: Endpoint
    smtp: Endpoint
    ams: Endpoint
    bms: Endpoint
    hdts: Endpoint
    mail: Endpoint
    office: Endpoint
    services: dict[str, Endpoint]
    public_url: str

    def partner(self, system: str) -> str:
        """Where a step asks `system`."""
        if system in OFFICE_SYSTEMS:
            return f"{self.office.url()}/{system}"
        return {"ams": self.ams, "bms": self.bms}[system].url()

    def amqp(self, user: str, password: str, vhost: str) -> str:
        broker = self.rabbitmq
        return f"amqp://{quote(user)}:{quote(password)}@{broker.host}:{broker.port}/{vhost}"


def native(instance: Instance, *, seen_by: str | None = None) -> Addresses:
    """Everything on this machine's loopback, on the routes of the service `seen_by` if any."""
    routes = instance.routes.get(seen_by, {}) if seen_by else {}

    def at(name: str) -> Endpoint:
        return Endpoint(LOOPBACK, routes.get(name, instance.ports[name]))

    return Addresses(
        postgres=at("POSTGRES"),
        rabbitmq=at("RABBITMQ"),
        management=at("RABBITMQ_MANAGEMENT"),
        redis=at("REDIS"),
        smtp=at("SMTP"),
        ams=at("AMS"),
        bms=at("BMS"),
        hdts=at("HDTS"),
        mail=at("MAIL"),
        office=at("OFFICE"),
        services={service.name: at(service.name.upper()) for service in SERVICES},
        public_url=instance.url("GATEWAY"),
    )


def in_containers(public_url: str) -> Addresses:
    """By the names of docker-compose.yml, each on its default port."""

    def at(host: str, name: str) -> Endpoint:
        return Endpoint(host, DEFAULTS[name])

    return Addresses(
        postgres=Endpoint("postgres", 5432),
        rabbitmq=at("rabbitmq", "RABBITMQ"),
        management=at("rabbitmq", "RABBITMQ_MANAGEMENT"),
        redis=at("redis", "REDIS"),
        smtp=at("mail", "SMTP"),
        ams=at("ams", "AMS"),
        bms=at("bms", "BMS"),
        hdts=at("hdts", "HDTS"),
        mail=at("mail", "MAIL"),
        office=at("office", "OFFICE"),
        services={s.name: at(f"{s.name}-web", s.name.upper()) for s in SERVICES},
        public_url=public_url,
    )
