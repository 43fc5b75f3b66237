"""PostgreSQL, RabbitMQ, Redis and nginx as private programs: their files and commands."""

import os
import shutil
import subprocess
from pathlib import Path

from deploy.failure import StepFailed
from deploy.files import write_private
from deploy.gateway.render import render
from deploy.instance import LOOPBACK, ROOT, Instance
from deploy.native import users
from deploy.native.packages import postgres_bin, program, rabbitmq_script
from deploy.native.programs import STAGE_EDGE, STAGE_INFRASTRUCTURE, Program
from deploy.provisioning.addresses import native
from deploy.provisioning.secret_values import Secrets

POSTGRES_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "max_connections": "200",
    "shared_buffers": "192MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "jit": "off",
}


def postgres(instance: Instance, secrets: Secrets) -> Program:
    """Initialise the cluster when there is none; forget a pid file that a crash left."""
    binaries = postgres_bin()
    assert binaries is not None
    data = instance.var / "postgres"
    prefix = users.as_user("postgres", instance.var)
    if not (data / "PG_VERSION").exists():
        _initialise(binaries, data, prefix, secrets["postgres"]["postgres"], instance.logs)
    _check_version(binaries, data)
    _forget_stale_pid(data)
    settings = [part for item in POSTGRES_SETTINGS.items() for part in ("-c", "=".join(item))]
    # A socket's path has a limit that a deep checkout exceeds; TCP has none.
    command = [str(binaries / "postgres"), "-D", ".", "-p", str(instance.ports["POSTGRES"])]
    return Program(
        name="postgres",
        command=[*prefix, *command, "-k", "", *settings],
        stage=STAGE_INFRASTRUCTURE,
        cwd=str(data),
        # "Fast": open transactions are rolled back instead of waited for.
        stop_signal="INT",
        stop_seconds=30,
    )


def _initialise(binaries: Path, data: Path, prefix: list[str], password: str, logs: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)
    users.give(data, "postgres")
    password_file = data.with_name("postgres.password")
    _write_as("postgres", password_file, password + "\n")
    initdb = [str(binaries / "initdb"), "-D", ".", "-U", "postgres", "-E", "UTF8"]
    options = ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile=../{password_file.name}"]
    log = logs / "initdb.log"
    with log.open("w") as stream:
        command = [*prefix, *initdb, *options]
        done = subprocess.run(command, cwd=data, stdout=stream, stderr=stream, check=False)
    password_file.unlink()
    if done.returncode:
        raise StepFailed("PostgreSQL could not create its data folder", log=log)


def _check_version(binaries: Path, data: Path) -> None:
    cluster, server = (data / "PG_VERSION").read_text().strip(), binaries.parent.name
    if server.isdigit() and cluster != server:
        raise StepFailed(
            f"{data} was made by PostgreSQL {cluster}, but {server} is installed",
            advice=f"Install postgresql-{cluster} again, or move that folder away to start empty.",
        )


def _forget_stale_pid(data: Path) -> None:
    """PostgreSQL refuses to start when a foreign process has the pid its last run had."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0]
    if not _is_postgres_of(pid, data):
        pid_file.unlink()


def _is_postgres_of(pid: str, data: Path) -> bool:
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == data
    except OSError:
        return False


def epmd(instance: Instance) -> Program:
    """Erlang's name service. Left to RabbitMQ it would stay behind as a daemon of nobody."""
    found = program("epmd")
    assert found is not None
    prefix = users.as_user("rabbitmq", instance.var)
    arguments = ["-port", str(instance.ports["EPMD"]), "-address", LOOPBACK]
    return Program(
        name="epmd", command=[*prefix, str(found), *arguments], stage=STAGE_INFRASTRUCTURE
    )


def rabbitmq(instance: Instance, secrets: Secrets, *, node: str = "") -> Program:
    """RabbitMQ in the foreground, in a folder of its own; `node` tells further ones apart."""
    script = rabbitmq_script()
    assert script is not None
    folder = users.give(instance.var / f"rabbitmq{node}", "rabbitmq")
    _write_as("rabbitmq", folder / ".erlang.cookie", secrets["erlang_cookie"], mode=0o400)
    _write_as("rabbitmq", folder / "rabbitmq.conf", _rabbitmq_conf(instance, secrets))
    plugins = (
        "[rabbitmq_management,rabbitmq_prometheus,rabbitmq_shovel,rabbitmq_shovel_management]."
    )
    _write_as("rabbitmq", folder / "enabled_plugins", plugins)
    return Program(
        name=f"rabbitmq{node}",
        command=[*users.as_user("rabbitmq", instance.var), "/bin/sh", str(script)],
        stage=STAGE_INFRASTRUCTURE,
        environment=_rabbitmq_environment(instance, node),
        cwd=str(folder),
        stop_seconds=30,
    )


def node_name(node: str = "") -> str:
    """What a broker node is called among its kind."""
    return f"tts{node}@localhost"


def _rabbitmq_environment(instance: Instance, node: str) -> dict[str, str]:
    # RabbitMQ's scripts quote no paths and Erlang trips over some: it never sees the real one.
    here = "/proc/self/cwd"
    return {
        "HOME": here,
        "RABBITMQ_MNESIA_BASE": f"{here}/mnesia",
        "RABBITMQ_LOG_BASE": f"{here}/log",
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_CONFIG_FILE": f"{here}/rabbitmq.conf",
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_ENABLED_PLUGINS_FILE": f"{here}/enabled_plugins",
        "RABBITMQ_NODENAME": node_name(node),
        "RABBITMQ_DIST_PORT": str(instance.ports["RABBITMQ_DIST"]),
        # Makes the script become the server, which then hears our signals itself.
        "RUNNING_UNDER_SYSTEMD": "true",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "ERL_EPMD_PORT": str(instance.ports["EPMD"]),
        "ERL_EPMD_ADDRESS": LOOPBACK,
    }


def _rabbitmq_conf(instance: Instance, secrets: Secrets) -> str:
    ports = instance.ports
    lines = {
        "listeners.tcp.1": f"{LOOPBACK}:{ports['RABBITMQ']}",
        "management.tcp.ip": LOOPBACK,
        "management.tcp.port": ports["RABBITMQ_MANAGEMENT"],
        "prometheus.tcp.ip": LOOPBACK,
        "prometheus.tcp.port": ports["RABBITMQ_PROMETHEUS"],
        # Replaces guest from the very first start.
        "default_user": "admin",
        "default_pass": secrets["rabbitmq"]["admin"],
        "log.console.level": "warning",
        "heartbeat": 10,
    }
    return "".join(f"{name} = {value}\n" for name, value in lines.items())


def redis(instance: Instance) -> Program:
    """Nothing in Redis has to survive: it only hints, limits and counts."""
    server = program("redis-server")
    assert server is not None
    folder = users.give(instance.var / "redis", "redis")
    options = {
        "--bind": LOOPBACK,
        "--port": str(instance.ports["REDIS"]),
        "--save": "",
        "--appendonly": "no",
        "--maxmemory": "128mb",
        "--maxmemory-policy": "volatile-ttl",
        "--loglevel": "warning",
    }
    arguments = [part for option in options.items() for part in option]
    return Program(
        name="redis",
        command=[*users.as_user("redis", instance.var), str(server), *arguments],
        stage=STAGE_INFRASTRUCTURE,
        cwd=str(folder),
    )


def gateway(instance: Instance) -> Program:
    """nginx with its configuration and temporary files in a folder of its own."""
    server = program("nginx")
    assert server is not None
    folder = users.give(instance.var / "gateway", "www-data")
    text = render(
        listen=f"{LOOPBACK}:{instance.ports['GATEWAY']}",
        upstreams={n: (e.host, e.port) for n, e in native(instance).services.items()},
        ui="ui",
        temporary="tmp",
        access_log="access.log",
    )
    _write_as("www-data", folder / "nginx.conf", text)
    link(folder / "ui", ROOT / "frontend" / "dist")
    users.give(folder / "tmp", "www-data")
    command = [str(server), "-p", ".", "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"]
    return Program(
        name="gateway",
        command=[*users.as_user("www-data", instance.var), *command],
        stage=STAGE_EDGE,
        cwd=str(folder),
        stop_signal="QUIT",
    )


def link(name: Path, target: Path) -> None:
    """Point the symbolic link `name` at `target`."""
    name.unlink(missing_ok=True)
    name.symlink_to(target)


def _write_as(user: str, path: Path, text: str, *, mode: int = 0o600) -> None:
    write_private(path, text)
    path.chmod(mode)
    users.hand_over(path, user)
