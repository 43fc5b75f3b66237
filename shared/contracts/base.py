"""What all messages have in common. Standard library only: any program can import these."""

import json
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Self

SCHEMAS = Path(__file__).parent / "schemas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A Celery task message: its fields are the task's keyword arguments."""

    TASK: ClassVar[str]
    QUEUE: ClassVar[str]

    def kwargs(self) -> dict[str, Any]:
        """The keyword arguments to send; optional fields left at None are omitted."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        required = {field.name for field in fields(self) if field.default is MISSING}
        return {k: v for k, v in values.items() if v is not None or k in required}

    @classmethod
    def read(cls, kwargs: dict[str, Any]) -> Self:
        """Build from received keyword arguments; unknown ones (a newer sender's) are ignored."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in kwargs.items() if key in known})

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of the keyword arguments."""
        return read_schema(cls.TASK)


@cache
def read_schema(task: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{task}.json").read_text())
    return schema
