"""`./tts …`: reads the command line and calls one command."""

import argparse
import json
import sys
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from deploy import instance as instances
from deploy.chaos.command import run_scenarios
from deploy.chaos.report import show as show_chaos
from deploy.chaos.report import show_scenarios
from deploy.chaos.scenarios import SCENARIOS, Scenario
from deploy.cli import (
    audit,
    bench,
    conformance,
    demo,
    documents,
    life,
    logs,
    rotation,
    status,
    trace,
)
from deploy.cli.progress import out, report, stage
from deploy.demo import succeeded
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.ports import BadPort
from deploy.provisioning.secret_values import load
from deploy.quality import checks, run_tests, suites

T = TypeVar("T")


def main(arguments: list[str]) -> int:
    """The exit code: 0 done, 1 it failed or is not healthy, 2 the command line is wrong."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(instances.current(), options)
    except BadPort as error:
        report(StepFailed(str(error)))
        return 2
    except StepFailed as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    tts = argparse.ArgumentParser(
        prog="./tts",
        description="Ticket Tracking System: start it, watch it, test it.",
        epilog="TTS_VAR names another folder than var/; TTS_<NAME>_PORT moves a port (./tts env).",
    )
    commands = tts.add_subparsers(required=True, metavar="COMMAND")

    up = _command(commands, "up", _up, "start everything that is needed, then send three tickets")
    up.add_argument("--detach", "-d", action="store_true", help="return when all is healthy")
    up.add_argument("--no-demo", action="store_true", help="no people, no workflows, no tickets")
    _command(commands, "down", _down, "stop everything; data is kept")
    restart = _command(commands, "restart", _restart, "restart one process, or all")
    restart.add_argument("process", nargs="?", help="a process or a service (./tts status)")
    _json(_command(commands, "status", _status, "every process and dependency with its health"))
    log = _command(commands, "logs", _logs, "what the processes have logged")
    log.add_argument("process", nargs="?", help="a process or a service")
    log.add_argument("--follow", "-f", action="store_true", help="go on printing")
    log.add_argument("--lines", "-n", type=_positive, help="lines of each process")
    way = _json(_command(commands, "trace", _trace, "the whole way of a correlation id"))
    way.add_argument("correlation_id", type=_uuid, help="of an answer, a mail or a dead letter")
    sample = _json(_command(commands, "demo", _demo, "send sample tickets and follow each"))
    sample.add_argument("--count", type=_positive, default=3, help="how many (3)")
    measure = _command(commands, "bench", _bench, "measure the goals against plain baselines")
    bench.add_options(_json(measure))
    _json(_command(commands, "env", _env, "addresses, ports and names"))
    _json(_command(commands, "credentials", _credentials, "who can sign in, and how"))
    text = "hold a partner's endpoint against what TTS relies on"
    conformance.add_options(_json(_command(commands, "conformance", _conformance, text)))
    audit.add_options(_json(_command(commands, "audit", _audit, "verify what was written down")))
    turn = _command(commands, "rotate", _rotate, "give a partner a new key to sign with")
    turn.add_argument("partner", choices=["hdts"])
    turn.add_argument(
        "--finish",
        action="store_true",
        help="end the old key when nothing waits that it has signed",
    )
    turn.add_argument("--now", action="store_true", help="with --finish: end it in any case")
    tests = _command(commands, "test", _test, "run all tests, or the named groups")
    tests.add_argument("group", nargs="*", type=_group, help=", ".join(suites.GROUPS))
    chaos = _json(_command(commands, "chaos", _chaos, "break an instance of its own, and judge"))
    chaos.add_argument("scenario", nargs="*", type=_scenario, help="which (--list shows them)")
    chaos.add_argument("--all", action="store_true", help="all scenarios")
    chaos.add_argument("--list", action="store_true", help="show the scenarios and do nothing")
    chaos.add_argument("--minutes", type=_positive, help="of faults, shared out over the scenarios")
    chaos.add_argument("--rate", type=_positive, default=2, help="tickets per second (2)")
    chaos.add_argument("--seed", type=_positive, default=1, help="of everything random (1)")
    _command(commands, "check", _check, "formatting, lint, types, generated files")
    _command(commands, "generate", _generate, "write docs/api and the UI's types anew")
    return tts


def _command(
    commands: Any, name: str, run: Callable[[Instance, Any], int], text: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _json(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--json", action="store_true", help="print one JSON document")
    return command


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no correlation id (a UUID)") from error


def _scenario(text: str) -> Scenario:
    found = next((each for each in SCENARIOS if each.name == text), None)
    if found is None:
        raise argparse.ArgumentTypeError(f"there is no scenario {text}: see ./tts chaos --list")
    return found


def _group(text: str) -> str:
    if text not in suites.GROUPS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(suites.GROUPS)}")
    return text


def _up(instance: Instance, options: argparse.Namespace) -> int:
    return life.up(instance, detach=options.detach, demo=not options.no_demo)


def _down(instance: Instance, options: argparse.Namespace) -> int:
    return life.down(instance)


def _restart(instance: Instance, options: argparse.Namespace) -> int:
    return life.restart(instance, options.process)


def _status(instance: Instance, options: argparse.Namespace) -> int:
    document = status.NOT_RUNNING
    if instance.exists:
        document = status.status(instance, load(instance.secrets_file))
    _print(document, options, status.show)
    return 0 if document["healthy"] else 1


def _logs(instance: Instance, options: argparse.Namespace) -> int:
    logs.show(_existing(instance), options.process, lines=options.lines, follow=options.follow)
    return 0


def _trace(instance: Instance, options: argparse.Namespace) -> int:
    secrets = load(_existing(instance).secrets_file)
    _print(trace.trace(instance, secrets, options.correlation_id), options, trace.show)
    return 0


def _demo(instance: Instance, options: argparse.Namespace) -> int:
    secrets = load(_existing(instance).secrets_file)
    with stage(f"Sending {options.count} sample tickets as HDTS"):
        document = demo.follow_sample(instance, secrets, count=options.count)
    _print(document, options, lambda shown: demo.show_demo(shown, out))
    return 0 if succeeded(document) else 1


def _bench(instance: Instance, options: argparse.Namespace) -> int:
    if options.list:
        _print(bench.goals(), options, bench.show_goals)
        return 0
    document = bench.bench(instance, options)
    _print(document, options, bench.show)
    return 0 if bench.is_complete(document, options) else 1


def _env(instance: Instance, options: argparse.Namespace) -> int:
    _print(documents.environment(_existing(instance)), options, documents.show_environment)
    return 0


def _credentials(instance: Instance, options: argparse.Namespace) -> int:
    _print(documents.credentials(_existing(instance)), options, documents.show_credentials)
    return 0


def _conformance(instance: Instance, options: argparse.Namespace) -> int:
    document = conformance.conformance(instance, options)
    _print(document, options, conformance.show)
    return 0 if document["conforms"] else 1


def _audit(instance: Instance, options: argparse.Namespace) -> int:
    document = audit.audit(_existing(instance), options)
    _print(document, options, audit.show)
    return 0 if document["intact"] else 1


def _rotate(instance: Instance, options: argparse.Namespace) -> int:
    return rotation.rotate(_existing(instance), finish=options.finish, now=options.now)


def _test(instance: Instance, options: argparse.Namespace) -> int:
    return run_tests.run_tests(instance, options.group or suites.GROUPS)


def _chaos(instance: Instance, options: argparse.Namespace) -> int:
    chosen = list(SCENARIOS) if options.all else options.scenario
    if options.list or not chosen:
        show_scenarios(list(SCENARIOS))
        return 0 if options.list else 2
    results = run_scenarios(chosen, minutes=options.minutes, rate=options.rate, seed=options.seed)
    documents = [result.document() for result in results]
    _print(documents, options, lambda _: show_chaos(results))
    return 0 if all(result.passed for result in results) else 1


def _check(instance: Instance, options: argparse.Namespace) -> int:
    return checks.run_checks(instance)


def _generate(instance: Instance, options: argparse.Namespace) -> int:
    return checks.run_generators(instance)


def _existing(instance: Instance) -> Instance:
    if not instance.exists:
        raise StepFailed(f"there is no TTS in {instance.var}", advice="Make one with ./tts up")
    return instance


def _print(document: T, options: argparse.Namespace, show: Callable[[T], None]) -> None:
    if options.json:
        sys.stdout.write(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    else:
        show(document)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
