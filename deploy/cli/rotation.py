"""`./tts rotate hdts`: a new key for HDTS, then the end of the old one."""

from deploy.cli import life
from deploy.cli.progress import out
from deploy.files import write_private_json
from deploy.instance import Instance
from deploy.native.programs import simulator_program
from deploy.native.supervisor import Supervisor
from deploy.provisioning import rotation
from deploy.provisioning.addresses import native
from deploy.provisioning.credentials import credentials
from deploy.provisioning.secret_values import Secrets, load

SIMULATOR = "hdts"


def rotate(instance: Instance, *, finish: bool) -> int:
    known = load(instance.secrets_file)
    secrets = rotation.finish(known) if finish else rotation.begin(known)
    # First of all: a key that somebody uses must be in the file that is kept.
    write_private_json(instance.secrets_file, secrets)
    write_private_json(instance.keys_file, rotation.hdts_keys(secrets))
    write_private_json(instance.credentials_file, credentials(native(instance), secrets))
    if not finish:
        _tell_simulator(instance, secrets)
    _say(secrets, finish=finish)
    return 0


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
