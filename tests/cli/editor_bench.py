"""Pages on the bench of the editor, and what a browser would ask it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from cleaners.cli.editor.workbench import Workbench
from cleaners.intake.open_document import open_document
from tests.layouts import HOST, wordpress

TOKEN = "a-token-of-this-run"  # noqa: S105  that of the tests
ORIGIN = "http://127.0.0.1:8123"
OWN = {
    "host": "127.0.0.1:8123",
    "origin": ORIGIN,
    "x-chistovik-token": TOKEN,
    "content-type": "application/json",
}


def make_bench(folder: Path, pages: int = 3) -> Workbench:
    """A bench with pages of one layout."""
    documents = [open_document(wordpress(number)) for number in range(1, pages + 1)]
    return Workbench(HOST, documents, folder / "profile.toml", folder / "cases")


def block_of(bench: Workbench, page: int, text: str) -> int:
    """The number of the first block with this text in it."""
    blocks = bench.page(page)["blocks"]
    return next(number for number, block in enumerate(blocks) if text in block["text"])


def ask(
    bench: Workbench,
    path: str,
    question: object = None,
    headers: dict[str, str] = OWN,
    method: str = "POST",
) -> tuple[int, dict[str, str], Any]:
    """Status, headers and content of the answer, by way of ASGI."""
    pytest.importorskip("starlette")
    from cleaners.cli.editor.editor_app import make_app

    body = question if isinstance(question, bytes) else json.dumps(question or {}).encode()
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "scheme": "http",
        "http_version": "1.1",
    }
    asyncio.run(make_app(bench, TOKEN, ORIGIN)(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in sent[1:])
    is_json = told.get("content-type", "") == "application/json"
    return sent[0]["status"], told, json.loads(content) if is_json else content.decode()
