"""What can go wrong in a simulator, and how somebody asks for it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from simulators.web import Refused

EVERY: Final = "*"
MAX_SECONDS: Final = 600.0
MAX_CALLS: Final = 1_000_000
E = TypeVar("E", bound=StrEnum)


class Kind(StrEnum):
    SLOW = "slow"
    SERVER_ERROR = "500"
    TOO_MANY = "429"
    # The connection ends without an answer, before anything was done …
    REFUSE = "refuse"
    # … and after everything was done.
    LOST_ANSWER = "lost_answer"
    # A proper answer that says no.
    DECLINE = "decline"
    DUPLICATE = "duplicate"
    MALFORMED = "malformed"
    SILENT = "silent"
    BAD_SIGNATURE = "bad_signature"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"


class Form(StrEnum):
    """In which way an answer is malformed."""

    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    TRUNCATED = "truncated"


OF_HTTP: Final = (
    Kind.SLOW,
    Kind.SERVER_ERROR,
    Kind.TOO_MANY,
    Kind.REFUSE,
    Kind.LOST_ANSWER,
    Kind.DECLINE,
    Kind.DUPLICATE,
    Kind.MALFORMED,
)
Operations = Mapping[str, Collection[Kind]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One switched-on fault.

    `probability` of meeting a call, `calls` still to meet (None: until switched off). Every kind
    waits `seconds` first; `retry_after` (seconds) belongs to 429 and `form` to malformed.
    """

    kind: Kind
    operation: str = EVERY
    probability: float = 1.0
    calls: int | None = None
    seconds: float = 0.0
    retry_after: int = 5
    form: Form = Form.NOT_JSON

    def document(self) -> dict[str, Any]:
        return asdict(self)

    def meets(self, operation: str, operations: Operations) -> bool:
        """Whether calls of `operation` can be met by this fault at all."""
        return self.operation in (operation, EVERY) and self.kind in operations[operation]


def read_fault(body: Mapping[str, Any], operations: Operations) -> Fault:
    """The fault that `body` asks for; Refused(400) names the wrong field."""
    if unknown := set(body) - set(Fault.__slots__):
        raise _wrong(min(unknown), f"is none of {', '.join(Fault.__slots__)}")
    kind = _choice(body, "kind", Kind)
    if kind is None:
        raise _wrong("kind", f"must be one of {', '.join(Kind)}")
    calls = body.get("calls")
    return Fault(
        kind=kind,
        operation=_operation(body, kind, operations),
        probability=_number(body, "probability", 1.0, lambda value: 0 < value <= 1, "0 to 1"),
        calls=None if calls is None else _whole(body, "calls", 1, MAX_CALLS),
        seconds=_number(
            body, "seconds", 0.0, lambda value: 0 <= value <= MAX_SECONDS, f"0 to {MAX_SECONDS:g}"
        ),
        retry_after=_whole(body, "retry_after", 5, int(MAX_SECONDS)),
        form=_choice(body, "form", Form) or Form.NOT_JSON,
    )


def _operation(body: Mapping[str, Any], kind: Kind, operations: Operations) -> str:
    name = body.get("operation", EVERY)
    possible = [operation for operation, kinds in operations.items() if kind in kinds]
    if name not in (EVERY, *operations):
        raise _wrong("operation", f"must be * or one of {', '.join(operations)}")
    if name not in (EVERY, *possible) or not possible:
        raise _wrong("kind", f"{kind} belongs to {', '.join(possible) or 'no operation here'}")
    return str(name)


def _choice(body: Mapping[str, Any], name: str, choices: type[E]) -> E | None:
    if name not in body:
        return None
    try:
        return choices(str(body[name]))
    except ValueError as error:
        raise _wrong(name, f"must be one of {', '.join(choices)}") from error


def _number(
    body: Mapping[str, Any], name: str, default: float, good: Callable[[float], bool], span: str
) -> float:
    value = body.get(name, default)
    known = isinstance(value, int | float) and not isinstance(value, bool)
    if not known or not good(value):
        raise _wrong(name, f"must be a number from {span}")
    return float(value)


def _whole(body: Mapping[str, Any], name: str, default: int, most: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise _wrong(name, f"must be a whole number from 1 to {most}")
    return value


def _wrong(field: str, text: str) -> Refused:
    return Refused(400, f"{field} {text}", field=field)
