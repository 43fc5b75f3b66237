"""`./tts rotate hdts`: a new key for HDTS, then the end of the old one."""

import time

from deploy.cli import life
from deploy.cli.progress import out, stage
from deploy.failure import StepFailed
from deploy.files import write_private_json
from deploy.instance import Instance
from deploy.native.programs import simulator_program
from deploy.native.supervisor import Supervisor
from deploy.provisioning import rotation
from deploy.provisioning.addresses import native
from deploy.provisioning.broker import Management
from deploy.provisioning.credentials import credentials
from deploy.provisioning.secret_values import Secrets, load
from shared.broker.topology import INTERNAL

SIMULATOR = "hdts"
QUEUE = "TICKET_TASKS_PRODUCTION"
COUNTED_SECONDS = 6
EMPTY_SECONDS = 90


def rotate(instance: Instance, *, finish: bool, now: bool = False) -> int:
    """Begin, or `finish` when no ticket waits that the old key has signed; `now`: in any case."""
    known = load(instance.secrets_file)
    if finish and not now and Supervisor(instance, known).is_running():
        _await_empty(Management(native(instance).management, known))
    secrets = rotation.finish(known) if finish else rotation.begin(known)
    # First of all: a key that somebody uses must be in the file that is kept.
    write_private_json(instance.secrets_file, secrets)
    write_private_json(instance.keys_file, rotation.hdts_keys(secrets))
    write_private_json(instance.credentials_file, credentials(native(instance), secrets))
    if not finish:
        _tell_simulator(instance, secrets)
    _say(secrets, finish=finish)
    return 0


def _await_empty(management: Management) -> None:
    """StepFailed unless both queues between HDTS and us are seen empty twice in a row.

    What waits there was perhaps signed with the old key, and would be refused.
    """
    with stage("Waiting until no ticket of HDTS is in its queues"):
        deadline, seen = time.monotonic() + EMPTY_SECONDS, 0
        while seen < 2 and time.monotonic() < deadline:
            # The broker counts every five seconds.
            time.sleep(COUNTED_SECONDS)
            waiting = (management.get("queues", vhost, QUEUE) for vhost in ("hdts", INTERNAL))
            seen = seen + 1 if not any(queue.get("messages", 0) for queue in waiting) else 0
    if seen < 2:
        raise StepFailed("tickets of HDTS are waiting", advice="Try later, or end it with --now")


def _tell_simulator(instance: Instance, secrets: Secrets) -> None:
    """The help desk of the demo changes over as the real one has to."""
    supervisor = Supervisor(instance, secrets)
    if supervisor.is_running():
        program = simulator_program(SIMULATOR, instance, secrets)
        supervisor.describe(program)
        life.restart(instance, program.name)


def _say(secrets: Secrets, *, finish: bool) -> None:
    key_id = secrets["hdts"]["key_id"]
    if finish:
        out.print(f"Only {key_id} is valid now.")
        return
    out.print(f"{key_id} is valid beside {secrets[rotation.PREVIOUS]['key_id']}; its secret is in")
    out.print("./tts credentials --json. When HDTS signs with it and its queue is empty:")
    out.print("./tts rotate hdts --finish")
