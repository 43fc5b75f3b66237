"""`./tts up`, `down` and `restart`."""

import time

from deploy.cli import logs
from deploy.cli.demo import follow_sample, show_demo
from deploy.cli.progress import console, stage
from deploy.demo import succeeded
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.native import probes
from deploy.native.bring_up import BringUp
from deploy.native.readiness import wait_ready
from deploy.native.supervisor import Supervisor, end_leftovers
from deploy.provisioning.secret_values import Secrets, load

SAMPLES = 3


def up(instance: Instance, *, detach: bool, demo: bool) -> int:
    """Start everything; without `detach`, stay until interrupted and then stop everything."""
    started = time.monotonic()
    bring_up = BringUp(instance, stage)
    if bring_up.supervisor.is_running():
        bring_up.resume(demo=demo)
    else:
        bring_up.everything(demo=demo)
    complete = not demo or _demonstrate(instance, bring_up.secrets)
    _farewell(instance, time.monotonic() - started)
    if not detach:
        _stay(instance)
    return 0 if complete else 1


def down(instance: Instance) -> int:
    """Stop everything, data kept. Nothing running is fine."""
    supervisor = _supervisor(instance)
    if supervisor and supervisor.is_running():
        with stage("Stopping everything"):
            supervisor.shut_down()
        return 0
    if ended := end_leftovers(instance):
        console.print(f"Ended what a killed supervisor had left: {', '.join(ended)}")
    else:
        console.print("TTS is not running.")
    return 0


def restart(instance: Instance, name: str | None) -> int:
    """Stop and start one process, those of one service, or everything of ours."""
    supervisor = _supervisor(instance)
    if not supervisor or not supervisor.is_running():
        raise StepFailed("TTS is not running", advice="Start it with ./tts up")
    names = _matching([row["name"] for row in supervisor.processes()], name)
    with stage(f"Restarting {', '.join(names) if name else 'everything'}"):
        supervisor.stop(names)
        _forget_heartbeats(instance, names)
        secrets = load(instance.secrets_file)
        for level in (1, 2, 3):
            chosen = [n for n in supervisor.described(level) if n in names]
            supervisor.start(chosen)
            wait_ready(instance, probes.programs(instance, secrets), chosen)
    return 0


def _supervisor(instance: Instance) -> Supervisor | None:
    if not instance.secrets_file.exists():
        return None
    return Supervisor(instance, load(instance.secrets_file))


def _matching(names: list[str], wanted: str | None) -> list[str]:
    chosen = [n for n in names if wanted in (None, n, n.split("-")[0])]
    if not chosen:
        raise StepFailed(f"there is no process {wanted}", advice=f"Processes: {', '.join(names)}")
    return chosen


def _forget_heartbeats(instance: Instance, names: list[str]) -> None:
    for beat in (instance.services_var / "heartbeat").glob("*"):
        service, _, kind = beat.name.rpartition("-")
        if f"{service.split('_')[0]}-{kind}" in names:
            beat.unlink(missing_ok=True)


def _demonstrate(instance: Instance, secrets: Secrets) -> bool:
    with stage(f"Sending {SAMPLES} sample tickets as HDTS"):
        document = follow_sample(instance, secrets, count=SAMPLES)
    show_demo(document, console)
    return succeeded(document)


def _farewell(instance: Instance, seconds: float) -> None:
    console.print(f"\nTTS is up after {seconds:.0f} s: [bold]{instance.url('GATEWAY')}[/]")
    console.print(f"Who can sign in: ./tts credentials  (also in {instance.credentials_file})")


def _stay(instance: Instance) -> None:
    console.print("Ctrl+C stops it; './tts up --detach' leaves it running.\n")
    try:
        logs.follow_files(sorted(instance.logs.glob("*.log")))
    except KeyboardInterrupt:
        down(instance)
