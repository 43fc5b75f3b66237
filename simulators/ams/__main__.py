"""`python -m simulators.ams`: the asset management system."""

from shared.env import env
from simulators.ams.site import Ams
from simulators.configuration import state_file
from simulators.partner.program import Partner, run
from simulators.store import Store

AMS = Partner("ams", "AMS_WORKFLOW_QUEUE", "ams.tasks.process_workflow_completion", 8011)


def main() -> None:
    ams = Ams(Store(state_file("ams.sqlite3")), api_key=env("TTS_API_KEY"))
    run(AMS, ams.site(), ams.completions, ams.faults)


if __name__ == "__main__":
    main()
