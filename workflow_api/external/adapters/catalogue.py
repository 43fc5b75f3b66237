"""The operations that steps may call. A new system is a module and a line here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from shared.integrations.breaker import Breaker
from shared.integrations.policies import POLICIES
from shared.integrations.retrying import postpone
from shared.integrations.stack import Integration
from workflow_api.external.adapters.ams import ReserveAsset
from workflow_api.external.adapters.answers import Answer
from workflow_api.external.adapters.bms import CheckBudget
from workflow_api.external.adapters.erp import PostDocument
from workflow_api.external.adapters.esignature import RequestSignature
from workflow_api.external.adapters.operation import Operation
from workflow_api.external.adapters.sales import SubmitOrder
from workflow_api.external.adapters.sms import SendText

_ADAPTERS: Final[tuple[Operation, ...]] = (
    ReserveAsset(),
    CheckBudget(),
    PostDocument(),
    RequestSignature(),
    SubmitOrder(),
    SendText(),
)
OPERATIONS: Final[Mapping[str, Operation]] = {each.adapter_id: each for each in _ADAPTERS}
SYSTEMS: Final = tuple(sorted({each.policy for each in _ADAPTERS}))


@lru_cache
def integration(operation: str) -> Integration[dict[str, Any], Answer]:
    """The stack around an operation; KeyError for one that is not in the catalogue.

    It makes one attempt at a time: the next one waits in the outbox instead of keeping a worker.
    """
    return Integration(OPERATIONS[operation], sleep=postpone)


def breaker_of(system: str) -> Breaker:
    return Breaker(system, POLICIES[system])


def operations_of(system: str) -> list[Operation]:
    return [each for each in _ADAPTERS if each.policy == system]
