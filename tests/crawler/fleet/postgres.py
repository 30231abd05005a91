"""A PostgreSQL server for tests, from whatever package brought its programs."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crawler.crawls import PATIENCE, wait_until

_NOBODY = "nobody"  # the server refuses to run as root


def _program(name: str) -> str | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ["PATH"]]))


class Postgres:
    """A server that can be restarted; `address` is that of its database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"postgresql://chistovik@127.0.0.1:{self._port}/postgres"
        self._as = {"user": _NOBODY} if os.geteuid() == 0 else {}
        self._server: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the database."""
        if self._as:
            shutil.chown(self._folder, _NOBODY)
        command = [str(_program("initdb")), "-D", "data", "-U", "chistovik", "-A", "trust", "-N"]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, **self._as)  # type: ignore[call-overload]

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        command = [str(_program("postgres")), "-D", "data", "-p", str(self._port), "-k", "/tmp"]  # noqa: S108
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(  # type: ignore[call-overload]
                [*command, "-h", "127.0.0.1", "-F"], cwd=self._folder, stderr=log, **self._as
            )
        wait_until(self._answers)

    def stop(self) -> None:
        """Stop the server at once; what was committed stays."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(PATIENCE)

    def _answers(self) -> bool:
        command = [str(_program("pg_isready")), "-h", "127.0.0.1", "-p", str(self._port)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server with an empty database; the test is skipped where there are no programs of one."""
    if _program("initdb") is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    # Below /tmp: pytest's own folders are closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="chistovik-postgres-") as name:
        server = Postgres(Path(name))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
