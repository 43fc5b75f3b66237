"""State that survives a restart: one SQLite file per simulator."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class Store:
    """Opens a connection per transaction, so that any thread may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Readers (the page) and the writer do not wait for each other.
        self.prepare("PRAGMA journal_mode = WAL")

    def prepare(self, schema: str) -> None:
        """Create what does not exist yet."""
        with closing(self._connect()) as connection:
            connection.executescript(schema)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A block whose changes happen all or not at all, one block at a time."""
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as connection:
            yield connection
