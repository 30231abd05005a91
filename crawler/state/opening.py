"""Open the state: sound, up to date, and safe against a crash."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crawler.state.schema import MIGRATIONS, migrate, version_of
from crawler.state.sqlite import SqliteState

# Seconds to wait for someone who looks into the file with the sqlite3 shell.
BUSY_SECONDS = 30.0


class StateError(Exception):
    """The state can't be used; the message is one sentence that says what to do."""


def open_state(path: Path) -> SqliteState:
    """Open the file, or make a new one; raises `StateError`."""
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level="IMMEDIATE")
        _check(connection, path)
        _prepare(connection)
    except (sqlite3.Error, OSError, StateError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, StateError):
            raise
        raise StateError(_sentence(path, error)) from None
    return SqliteState(connection)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    # Reads every page of the file: about a second for a gigabyte.
    found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise StateError(_damaged(path, " ".join(found[0].split())))
    if version_of(connection) > len(MIGRATIONS):
        raise StateError(
            f"{path} was written by a newer version of Chistovik; update Chistovik, or name another"
            " file with STATE_FILE"
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: an article that is noted as stored stays stored when the power fails, too.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)


def _sentence(path: Path, error: sqlite3.Error | OSError) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return f"{path} is in use by another program ({error}); close that one and run again"
    if isinstance(error, OSError | sqlite3.OperationalError):
        return f"{path} can't be opened ({error}); see to its folder, or name another STATE_FILE"
    return _damaged(path, str(error))


def _damaged(path: Path, what: str) -> str:
    return (
        f"{path} is damaged ({what}); restore it from a backup, or move it away and run again: the"
        " articles stay, and every page of the site is fetched once more"
    )
