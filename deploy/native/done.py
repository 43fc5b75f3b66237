"""Which of the steps that change the database were already done for this very database."""

import hashlib
import json
from pathlib import Path
from typing import Any

from deploy.catalogue import SERVICES
from deploy.instance import ROOT, Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.database import DATABASE, connect
from deploy.provisioning.secret_values import Secrets

# A cluster made anew has another identifier, a database made anew another oid.
_IDENTITY = """
    SELECT system_identifier::text || '/' || pg_database.oid::text
      FROM pg_control_system(), pg_database WHERE datname = %s
"""


class Done:
    """The marks of finished steps, kept beside the data they speak of."""

    def __init__(self, instance: Instance, secrets: Secrets) -> None:
        self._path = instance.var / "done.json"
        with connect(native(instance).postgres, secrets, DATABASE) as database:
            row = database.execute(_IDENTITY.encode(), [DATABASE]).fetchone()
        assert row is not None
        self._database = str(row[0])

    def __contains__(self, mark: str) -> bool:
        return mark in self._marks()

    def add(self, mark: str) -> None:
        marks = [*self._marks(), mark]
        self._path.write_text(json.dumps({"database": self._database, "marks": marks}, indent=1))

    def _marks(self) -> list[str]:
        if not self._path.exists():
            return []
        content: dict[str, Any] = json.loads(self._path.read_text())
        return list(content["marks"]) if content["database"] == self._database else []


def migrations() -> str:
    """A mark that changes with any migration and with the versions of the libraries."""
    files = [path for package in _packages() for path in package.glob("*/migrations/*.py")]
    contents = {str(path.relative_to(ROOT)): path.read_text() for path in sorted(files)}
    return f"migrations {digest(contents, (ROOT / 'requirements' / 'base.txt').read_text())}"


def digest(*values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _packages() -> list[Path]:
    return [ROOT / "shared", *(ROOT / service.package for service in SERVICES)]
