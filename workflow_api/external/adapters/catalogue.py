"""The operations that steps may call. A new system is a module and a line here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.conf import settings

from shared.identity.services import peer
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
# Other services of ours, asked by this one.
PEERS: Final = ("auth",)


@lru_cache
def integration(operation: str) -> Integration[dict[str, Any], Answer]:
    """The stack around an operation; KeyError for one that is not in the catalogue.

    It makes one attempt at a time: the next one waits in the outbox instead of keeping a worker.
    """
    return Integration(OPERATIONS[operation], sleep=postpone)


def is_testable(system: str) -> bool:
    """Whether this service calls the system itself and can make a test call."""
    return system in (*SYSTEMS, *PEERS)


def tested(system: str) -> Integration[Any, Any]:
    """The stack through which a test call of a testable system goes."""
    if system in PEERS:
        return peer(settings.AUTH_URL)
    return integration(operations_of(system)[0].adapter_id)


def breaker_of(system: str) -> Breaker:
    return Breaker(system, POLICIES[system])


def operations_of(system: str) -> list[Operation]:
    return [each for each in _ADAPTERS if each.policy == system]
