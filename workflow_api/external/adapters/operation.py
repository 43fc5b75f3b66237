"""What an operation of another system is to a step: an adapter, and how its request is begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from shared.integrations.adapter import Adapter
from workflow_api.external.adapters.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The task and step that ask. `reference` names both, so it is new for every step entered."""

    reference: str
    task_number: str
    ticket_number: str
    title: str
    department: str
    requester_name: str
    requester_email: str
    # Partners know people by number; None when they have none for anybody concerned.
    requester_id: Any


class Operation(Adapter[dict[str, Any], Answer]):
    """`adapter_id` is what steps name: `<policy>.<operation>`."""

    # What a person may choose differently when the answer is no.
    choosable: ClassVar[str] = ""

    def usual(self, occasion: Occasion) -> Mapping[str, Any]:
        """Every field of the request with the value it has unless the step maps it."""
        raise NotImplementedError
