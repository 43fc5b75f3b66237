"""The operations that steps may call, as designers see them: what each request is made of."""

from dataclasses import dataclass
from typing import Any, Final

from workflow_api.engine.operations import OPERATIONS as REQUIRED
from workflow_api.external.adapters.catalogue import OPERATIONS
from workflow_api.external.adapters.operation import Occasion, Operation

# What stands in a request unless the step says otherwise, in words.
IN_WORDS: Final = Occasion(
    reference="{reference}",
    task_number="{task number}",
    ticket_number="{ticket number}",
    title="{subject}",
    department="{department}",
    requester_name="{requester's name}",
    requester_email="{requester's e-mail}",
    requester_id="{requester's number}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestField:
    """A field of a request; `usual` is what it holds unless a step maps it, with `{…}` where the
    ticket says it."""

    name: str
    required: bool
    usual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An operation; its required fields come first."""

    id: str
    system: str
    version: str
    fields: list[RequestField]


def offers() -> list[Offer]:
    """All operations, by their ids."""
    return [_offer(OPERATIONS[key]) for key in sorted(OPERATIONS)]


def _offer(operation: Operation) -> Offer:
    usual = operation.usual(IN_WORDS)
    fields = [_field(operation.adapter_id, name, value) for name, value in usual.items()]
    return Offer(
        id=operation.adapter_id,
        system=operation.policy,
        version=operation.version,
        fields=sorted(fields, key=lambda field: not field.required),
    )


def _field(operation: str, name: str, usual: Any) -> RequestField:
    return RequestField(name=name, required=name in REQUIRED[operation], usual=str(usual))
