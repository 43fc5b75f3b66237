"""`python -m simulators.bms`: the budget management system."""

from shared.env import env
from simulators.bms.site import Bms
from simulators.configuration import state_file
from simulators.partner.program import Partner, run
from simulators.store import Store

BMS = Partner("bms", "BMS_WORKFLOW_QUEUE", "bms.tasks.process_budget_approval", 8012)


def main() -> None:
    bms = Bms(Store(state_file("bms.sqlite3")), token=env("TTS_TOKEN"))
    run(BMS, bms.site(), bms.completions, bms.faults)


if __name__ == "__main__":
    main()
