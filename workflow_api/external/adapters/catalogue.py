"""The operations that steps may call. A new system is a module and a line here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from shared.integrations.adapter import Adapter
from shared.integrations.breaker import Breaker
from shared.integrations.policies import POLICIES
from shared.integrations.stack import Integration
from workflow_api.external.adapters.ams import ReserveAsset
from workflow_api.external.adapters.answers import Answer
from workflow_api.external.adapters.bms import CheckBudget

Operation = Adapter[dict[str, Any], Answer]
_ADAPTERS: Final[tuple[Operation, ...]] = (ReserveAsset(), CheckBudget())
OPERATIONS: Final[Mapping[str, Operation]] = {each.adapter_id: each for each in _ADAPTERS}
SYSTEMS: Final = tuple(sorted({each.policy for each in _ADAPTERS}))


@lru_cache
def integration(operation: str) -> Integration[dict[str, Any], Answer]:
    """The stack around an operation; KeyError for one that is not in the catalogue."""
    return Integration(OPERATIONS[operation])


def breaker_of(system: str) -> Breaker:
    return Breaker(system, POLICIES[system])


def operations_of(system: str) -> list[Operation]:
    return [each for each in _ADAPTERS if each.policy == system]
