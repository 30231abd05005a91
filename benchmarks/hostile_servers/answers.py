"""What servers answer: building blocks of scenarios."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.hostile_servers.connection import SILENT_SECONDS, Connection

OK = "HTTP/1.1 200 OK\r\n"
HTML = "Content-Type: text/html; charset=utf-8\r\n"
XML = "Content-Type: application/xml\r\n"
MIB = 1 << 20

_WORDS = (
    "the council of the town voted on tuesday to rebuild an old bridge over its northern canal "
    "which had been closed to lorries since the flood in spring and engineers who looked at the "
    "pillars found that two of them had moved by several centimetres so that repairs will cost "
    "less than the long way around the lake costs bakeries and mills in a single year"
).split()

Answer = Callable[[Connection], None]


def story_html(seed: str, inside: str = "", head: str = "", title: str = "") -> str:
    """A page with a story of its own: no other has a sentence of it."""
    dice = random.Random(seed)  # noqa: S311 - words, not secrets
    paragraphs = "".join(
        f"<p>{' '.join(dice.choices(_WORDS, k=45)).capitalize()}.</p>" for _ in range(5)
    )
    headline = title or f"What happened at {seed}"
    return page_html(f"<article><h1>{headline}</h1>{paragraphs}{inside}</article>", head)


def page_html(body: str, head: str = "") -> str:
    """A page."""
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def give(
    body: str | bytes, headers: str = HTML, *, status: str = "200 OK", length: str | None = None
) -> Answer:
    """An answer with a body, the headers in front of it, and its length or what is said of it."""
    data = body if isinstance(body, bytes) else body.encode()
    told = str(len(data)) if length is None else length
    line = f"Content-Length: {told}\r\n" if told else ""
    head = f"HTTP/1.1 {status}\r\n{headers}{line}Connection: close\r\n\r\n"
    return lambda connection: connection.send(head.encode("latin-1") + data)


def story(seed: str, **parts: str) -> Answer:
    """A good story."""
    return give(story_html(seed, **parts))


def raw(*parts: bytes) -> Answer:
    """Bytes as they are."""

    def answer(connection: Connection) -> None:
        for part in parts:
            connection.send(part)

    return answer


def made(make: Callable[[Connection], Answer]) -> Answer:
    """An answer that depends on the request."""
    return lambda connection: make(connection)(connection)


def endless(begin: str, more: bytes) -> Answer:
    """Bytes for as long as somebody reads them."""

    def answer(connection: Connection) -> None:
        connection.send(begin.encode())
        while True:
            connection.send(more)

    return answer


def dripping(begin: str, more: bytes) -> Answer:
    """A few bytes now and then."""

    def answer(connection: Connection) -> None:
        connection.send(begin.encode())
        connection.drip(more)

    return answer


def redirect(location: str, status: str = "302 Found") -> Answer:
    """A redirect; `{origin}`, `{trap}` and `{path}` of the target are filled in."""

    def answer(connection: Connection) -> None:
        places = {"origin": connection.origin, "trap": connection.trap, "path": connection.path}
        give("", f"Location: {location.format(**places)}\r\n", status=status)(connection)

    return answer


def with_places(text: str, headers: str = HTML) -> Answer:
    """A body in which `ORIGIN` and `TRAP` are filled in."""
    return made(
        lambda to: give(text.replace("ORIGIN", to.origin).replace("TRAP", to.trap), headers)
    )


def packed(encoding: str, body: bytes) -> Answer:
    """A body that is packed already."""
    return give(body, f"{HTML}Content-Encoding: {encoding}\r\n")


def silent(connection: Connection) -> None:
    """No word."""
    connection.wait(SILENT_SECONDS)


def resetting(connection: Connection) -> None:
    """The connection breaks."""
    connection.reset()


NOT_FOUND = give("gone", status="404 Not Found")
