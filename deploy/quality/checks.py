"""`./tts check`: formatting, lint, types, import rules, migrations, generated files.

A new check is one more line in `_commands`, or in `_stale` for a generated file.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from deploy.catalogue import SERVICES, Service, service_named
from deploy.cli.progress import console, out, stage
from deploy.failure import tail_of
from deploy.instance import ROOT, Instance
from deploy.native import frontend
from deploy.provisioning.addresses import native
from deploy.provisioning.environment import Environment, service_environment
from deploy.provisioning.secret_values import load_or_generate
from deploy.quality.commands import Command, Done, python, run_all
from shared.broker import asyncapi

SHARED_CODE = ("shared", "simulators", "deploy", "tests")
API_DOCS = ROOT / "docs" / "api"
_API_DOCS_URL = f"{API_DOCS.as_uri()}/"
API_TYPES = frontend.FRONTEND / "src" / "api"


def run_checks(instance: Instance) -> int:
    """The exit code: 0 when every check passed."""
    var = instance.var / "check"
    (var / "api").mkdir(parents=True, exist_ok=True)
    with stage("Installing the packages of the user interface"):
        frontend.install(var / "npm.log")
    results = run_all(_commands(instance, var), var, _tell)
    stale = list(_stale(var))
    for name in stale:
        console.print(f"[red]✘[/] {name} is not what its generator writes now")
    failed = sum(done.code != 0 for done in results) + len(stale)
    out.print(f"{len(results) - sum(d.code != 0 for d in results)} checks passed, {failed} failed")
    return 1 if failed else 0


def _commands(instance: Instance, var: Path) -> Iterator[Command]:
    yield Command("format", python("ruff", "format", "--check", "."))
    yield Command("lint", python("ruff", "check", "."))
    yield Command("imports", _lint_imports())
    for service in SERVICES:
        environment = _environment(service, instance, var)
        yield _types(service.package, [service.package], environment, var)
        manage = python(service.package)
        yield Command(
            f"migrations-{service.name}",
            [*manage, "makemigrations", "--check", "--dry-run"],
            environment,
        )
        yield _description(service, environment, var / "api")
    shared = _environment(service_named("workflow"), instance, var)
    shared |= {"DJANGO_SETTINGS_MODULE": "shared.testing.every_app"}
    yield _types("shared-code", list(SHARED_CODE), shared, var)
    yield from _frontend(var)


def _frontend(var: Path) -> Iterator[Command]:
    node = frontend.node_environment()
    for script in ("typecheck", "lint"):
        arguments = frontend.npm_command(["run", script])
        yield Command(f"frontend-{script}", arguments, node, cwd=frontend.FRONTEND)
    # A build also says when the first view has become too large.
    target = ["--", "--outDir", str(var / "ui"), "--emptyOutDir"]
    build = frontend.npm_command(["run", "build", *target])
    yield Command("frontend-build", build, node, cwd=frontend.FRONTEND)
    yield Command("frontend-types", _generate_types(var), node | {"TTS_API_DOCS": _API_DOCS_URL})


def run_generators(instance: Instance) -> int:
    """Write docs/api and the types of the user interface anew; the exit code."""
    var = instance.var / "check"
    var.mkdir(parents=True, exist_ok=True)
    with stage("Installing the packages of the user interface"):
        frontend.install(var / "npm.log")
    descriptions = [_description(s, _environment(s, instance, var), API_DOCS) for s in SERVICES]
    types = Command(
        "frontend-types",
        frontend.npm_command(["run", "generate"]),
        frontend.node_environment(),
        cwd=frontend.FRONTEND,
    )
    (API_DOCS / "asyncapi.yaml").write_text(asyncapi.text())
    # The types are made from the descriptions, so these come first.
    results = [*run_all(descriptions, var, _tell), *run_all([types], var, _tell)]
    return 1 if any(done.code for done in results) else 0


def _description(service: Service, environment: Environment, folder: Path) -> Command:
    target = str(folder / f"{service.name}.yaml")
    options = ["--validate", "--fail-on-warn", "--file", target]
    arguments = [*python(service.package), "spectacular", *options]
    return Command(f"api-{service.name}", arguments, environment)


def _types(name: str, packages: list[str], environment: Environment, var: Path) -> Command:
    # A cache for each, because two mypys may run at a time.
    cache = ["--cache-dir", str(var / "mypy" / name)]
    chosen = [part for package in packages for part in ("-p", package)]
    return Command(f"types-{name}", python("mypy", *cache, *chosen), environment)


def _generate_types(var: Path) -> list[str]:
    """The generator writes beside itself, so it runs as a copy of its folder."""
    copy = var / "frontend"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(frontend.FRONTEND / "scripts", copy / "scripts")
    (copy / "src" / "api").mkdir(parents=True)
    (copy / "node_modules").symlink_to(frontend.FRONTEND / "node_modules")
    return [frontend.node(), str(copy / "scripts" / "generate-api-types.mjs")]


def _lint_imports() -> list[str]:
    start = "from importlinter.cli import lint_imports_command as run; run()"
    return [sys.executable, "-c", start]


def _environment(service: Service, instance: Instance, var: Path) -> Environment:
    return service_environment(
        service,
        addresses=native(instance),
        secrets=load_or_generate(var / "secrets.json"),
        var=var / "services",
        given=os.environ,
    )


def _stale(var: Path) -> Iterator[str]:
    """Committed files that differ from what their generators have just written."""
    yield from _differing(API_DOCS, var / "api", "*.yaml")
    yield from _differing(API_TYPES, var / "frontend" / "src" / "api", "*.d.ts")


def _differing(committed: Path, generated: Path, pattern: str) -> Iterator[str]:
    for path in sorted(generated.glob(pattern)):
        counterpart = committed / path.name
        if not counterpart.exists() or counterpart.read_bytes() != path.read_bytes():
            yield str(counterpart.relative_to(ROOT))


def _tell(done: Done) -> None:
    mark = "[red]✘[/]" if done.code else "[green]✔[/]"
    if done.code:
        out.print(tail_of(done.log, 40), markup=False)
    console.print(f"{mark} {done.name} [dim]{done.seconds:.1f} s[/]")
