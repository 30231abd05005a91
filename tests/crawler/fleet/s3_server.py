"""A server that speaks S3, from the package moto: a process of its own, with nothing but HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

BUCKET = "newsroom"
PATIENCE_TRIES = 600


@dataclass(frozen=True)
class S3Server:
    """A server with an empty bucket, and the environment by which programs find it."""

    url: str
    environment: Mapping[str, str]


@contextmanager
def s3_server(log: Path) -> Iterator[S3Server]:
    """Start it on a free port of the loopback interface; what it says goes to a file."""
    pytest.importorskip("moto")
    pytest.importorskip("s3fs")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(port, process)
        yield S3Server(
            url,
            {
                "AWS_ENDPOINT_URL": url,
                "AWS_ACCESS_KEY_ID": "reporter",
                "AWS_SECRET_ACCESS_KEY": "press-pass",
                "AWS_DEFAULT_REGION": "us-east-1",
            },
        )
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE_TRIES):
        assert process.poll() is None, "the server has ended"
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server does not answer")
