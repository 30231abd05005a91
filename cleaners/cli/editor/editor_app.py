"""The local web application: a page, its program, and what the program asks for.

Only the page of this very run may ask: every question carries the token that stands behind `#` in
the address, which browsers send nowhere. There are no cookies, so no other site can ask in the
user's name.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cleaners.cli.editor.proposals import Role
from cleaners.cli.editor.workbench import Workbench
from cleaners.errors import CleanersError

TOKEN_HEADER = "x-chistovik-token"  # noqa: S105  its name, not what it holds
_MOST_BYTES = 100_000  # of a question; a selector may have 5,000 characters
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ASSETS = {
    "/": ("editor", "editor.html", "text/html"),
    "/editor.js": ("editor", "editor.js", "text/javascript"),
    "/editor.css": ("editor", "editor.css", "text/css"),
    "/page_view.js": ("views", "page_view.js", "text/javascript"),
    "/look.css": ("views", "look.css", "text/css"),
}


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the program asks: of a page, of a block of it, of a line for the profile."""

    page: int = 0
    block: int = 0
    role: Role = Role.BODY
    value: str = ""
    is_line: bool = False


def make_app(bench: Workbench, token: str, origin: str) -> Starlette:
    """The application; `origin` is the only address under which it answers."""

    def asked(answer: Callable[[Question], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            if not _is_ours(request, token, origin):
                return _json({"error": "not the page of this run"}, 403)
            # One person asks one thing at a time, so that nothing needs a lock.
            return _answer(answer, await request.body())

        return endpoint

    routes = [Route(path, _asset_endpoint(origin, *asset)) for path, asset in _ASSETS.items()]
    routes += [
        Route(f"/api/{name}", asked(answer), methods=["POST"])
        for name, answer in _answers(bench).items()
    ]
    limit = Middleware(RequestBodyLimitMiddleware, max_body_size=_MOST_BYTES)
    return Starlette(routes=routes, middleware=[limit])


def _answers(bench: Workbench) -> dict[str, Callable[[Question], Any]]:
    def take(question: Question) -> Any:
        bench.apply(question.role, question.value, is_line=question.is_line)
        return bench.state()

    def undo(_question: Question) -> Any:
        bench.undo()
        return bench.state()

    def save(_question: Question) -> Any:
        return {"path": str(bench.save()), **bench.state()}

    return {
        "state": lambda _question: bench.state(),
        "page": lambda question: bench.page(question.page),
        "propose": lambda q: bench.propose(q.page, q.block, q.role),
        "try": lambda q: bench.attempt(q.role, q.value, is_line=q.is_line),
        "take": take,
        "undo": undo,
        "save": save,
        "case": lambda question: {"path": str(bench.save_case(question.page))},
    }


def _answer(answer: Callable[[Question], Any], body: bytes) -> Response:
    try:
        return _json(answer(msgspec.json.decode(body or b"{}", type=Question)))
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
        return _json({"error": f"a wrong question: {error}"}, 400)
    except CleanersError as error:
        return _json({"error": str(error)}, 422)
    except OSError as error:
        return _json({"error": f"{error.filename}: {error.strerror}"}, 422)


def _is_ours(request: Request, token: str, origin: str) -> bool:
    """Whether a question comes from the page of this run: by host, origin and token."""
    headers = request.headers
    given = headers.get(TOKEN_HEADER, "")
    return (
        _is_host(request, origin)
        and headers.get("origin") == origin
        and secrets.compare_digest(given.encode(), token.encode())
    )


def _is_host(request: Request, origin: str) -> bool:
    """Whether it was asked under its own address: a name of others may lead here, too."""
    return f"http://{request.headers.get('host', '')}" == origin


def _asset_endpoint(
    origin: str, folder: str, name: str, kind: str
) -> Callable[[Request], Awaitable[Response]]:
    content = (files(f"cleaners.cli.{folder}") / name).read_bytes()

    async def endpoint(request: Request) -> Response:
        if not _is_host(request, origin):
            return _json({"error": f"only {origin} is answered"}, 403)
        return Response(content, headers=_HEADERS, media_type=kind)

    return endpoint


def _json(value: Any, status: int = 200) -> Response:
    content = msgspec.json.encode(value)
    return Response(content, status, headers=_HEADERS, media_type="application/json")
