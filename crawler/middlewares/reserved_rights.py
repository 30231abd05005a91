"""Downloader middleware: the rights that owners reserve by headers, robots.txt and tdmrep.json.

What the page itself says is read when it is cleaned; all of it stands in the article's metadata.
The setting `CHISTOVIK_OBEY_RESERVATIONS` names the marks that are more than noted.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self, cast

import msgspec
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK, Request

from cleaners import (
    Reservation,
    read_content_usage,
    read_license_links,
    read_robots_marks,
    read_tdm,
)
from crawler.discovery.canonical_urls import origin_of, path_and_query
from crawler.middlewares.request_meta import is_article
from crawler.middlewares.robots import rights_of
from crawler.middlewares.robots_rights import fits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

SETTING = "CHISTOVIK_OBEY_RESERVATIONS"
MARKS = ("noai", "noimageai", "noarchive", "tdm", "train-ai", "ai-use", "search", "rsl")
RESERVED = "reserved"
META = "chistovik_reservations"

TDMREP_PATH = "/.well-known/tdmrep.json"
MAX_RULES = 1000
MAX_BYTES = 1024 * 1024  # a file that is larger names no rules


class ReservedRights:
    """Puts reservations into the request's meta; does not ask for pages reserved by a rule."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._obeyed = obeyed_marks(crawler.settings)
        self._rules: dict[str, asyncio.Future[tuple[Rule, ...]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Read the host's rules before its first story, and note those for this address.

        Raises `IgnoreRequest` where a rule reserves the page and the settings say to obey it.
        """
        if not is_article(request):
            return
        by_robots = rights_of(request).reservations(request.url)
        found = (*by_robots, *reservations_by(await self._rules_of(request), request.url))
        request.meta[META] = found
        if problem := reserved(found, self._obeyed):
            raise IgnoreRequest(problem)

    def process_response(self, request: Request, response: Response) -> Response:
        """Add what the headers say."""
        if is_article(request):
            request.meta[META] = (*request.meta.get(META, ()), *reservations_in(response))
        return response

    async def _rules_of(self, request: Request) -> tuple[Rule, ...]:
        origin = origin_of(request.url)
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin + TDMREP_PATH))
        return await asyncio.shield(self._rules[origin])

    async def _ask(self, url: str) -> tuple[Rule, ...]:
        meta = {"dont_retry": True, "download_maxsize": MAX_BYTES}
        request = Request(url, callback=NO_CALLBACK, meta=meta)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # noqa: BLE001 - most sites have no such file
            return ()
        return read_rules(response.body) if response.status == HTTPStatus.OK else ()


def obeyed_marks(settings: BaseSettings) -> frozenset[str]:
    """The marks that `CHISTOVIK_OBEY_RESERVATIONS` names."""
    return frozenset(mark.strip() for mark in settings.getlist(SETTING) if mark.strip())


def obeyed_problem(settings: BaseSettings) -> str | None:
    """What is wrong with the setting, in one sentence."""
    unknown = sorted(obeyed_marks(settings) - set(MARKS))
    return (
        f"{SETTING}: {unknown[0]!r} is unknown; there are: {', '.join(MARKS)}" if unknown else None
    )


def reservations_in(response: Response) -> tuple[Reservation, ...]:
    """What the headers of an answer reserve."""
    robots, usage, links = (
        [value.decode("latin-1") for value in response.headers.getlist(name)]
        for name in ("X-Robots-Tag", "Content-Usage", "Link")
    )
    tdm, policy = (
        (response.headers.get(name) or b"").decode("latin-1")
        for name in ("TDM-Reservation", "TDM-Policy")
    )
    return (
        *read_robots_marks(robots, "header"),
        *read_content_usage(usage, "header"),
        *read_license_links(links, "header"),
        *read_tdm(tdm, policy, "header"),
    )


def noted_reservations(response: Response) -> tuple[Reservation, ...]:
    """What this middleware found for the page of a response."""
    request = response.request
    return cast("tuple[Reservation, ...]", request.meta.get(META, ())) if request else ()


def reserved(found: Iterable[Reservation], obeyed: frozenset[str]) -> str | None:
    """Why a page is left alone, in one sentence; None where nothing that is obeyed is reserved."""
    found_marks = [f"{one.mark} ({one.source})" for one in found if one.mark in obeyed]
    return f"its owner reserves: {', '.join(dict.fromkeys(found_marks))}" if found_marks else None


@dataclass(frozen=True, slots=True)
class Rule:
    """The pages whose address fits `location`, and what is reserved for them."""

    location: str
    value: str
    policy: str | None


def read_rules(data: bytes) -> tuple[Rule, ...]:
    """The rules of a file; what can't be read has none.

    >>> read_rules(b'[{"location": "/n/*", "tdm-reservation": 1}]')
    (Rule(location='/n/*', value='1', policy=None),)
    >>> read_rules(b"<html>404</html>")
    ()
    """
    try:
        entries = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    listed = entries if isinstance(entries, list) else [entries]
    return tuple(rule for entry in listed[:MAX_RULES] for rule in _rules(entry))


def reservations_by(rules: tuple[Rule, ...], url: str) -> tuple[Reservation, ...]:
    """What the first rule that fits says of a page.

    >>> rules = read_rules(b'[{"location": "/n/*", "tdm-reservation": 1}]')
    >>> [found.mark for found in reservations_by(rules, "https://a.kz/n/most/")]
    ['tdm']
    """
    path = path_and_query(url)
    rule = next((rule for rule in rules if fits(path, rule.location)), None)
    return tuple(read_tdm(rule.value, rule.policy, "tdmrep.json")) if rule else ()


def _rules(entry: Any) -> list[Rule]:
    if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
        return []
    policy = entry.get("tdm-policy")
    value = str(entry.get("tdm-reservation"))
    return [Rule(entry["location"], value, policy if isinstance(policy, str) else None)]
