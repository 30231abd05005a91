"""Downloader middleware: the rights that owners reserve by headers and by `tdmrep.json`.

What the page itself says is read when it is cleaned; all of it stands in the article's metadata.
The setting `OBEY_RESERVATIONS` names the marks that are more than noted.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK, Request

from cleaners import Reservation, read_robots_marks, read_tdm
from crawler.discovery.urls import origin_of
from crawler.manners.tdmrep import PATH, Rule, read_rules, reservations_by
from crawler.middlewares.marks import is_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

SETTING = "OBEY_RESERVATIONS"
MARKS = ("noai", "noimageai", "noarchive", "tdm")
RESERVED = "reserved"
META = "chistovik_reservations"


class Reservations:
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
        """Read the host's rules before its first story, and keep to them if that is asked for."""
        if not is_article(request):
            return
        found = reservations_by(await self._rules_of(request), request.url)
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
            self._rules[origin] = asyncio.ensure_future(self._ask(origin + PATH))
        return await asyncio.shield(self._rules[origin])

    async def _ask(self, url: str) -> tuple[Rule, ...]:
        request = Request(url, callback=NO_CALLBACK, meta={"dont_retry": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # noqa: BLE001 - most sites have none, and none is nothing to tell of
            return ()
        return read_rules(response.body) if response.status == HTTPStatus.OK else ()


def obeyed_marks(settings: BaseSettings) -> frozenset[str]:
    """The marks that are obeyed."""
    return frozenset(mark.strip() for mark in settings.getlist(SETTING) if mark.strip())


def obeyed_problem(settings: BaseSettings) -> str | None:
    """What is wrong with the setting, in one sentence."""
    unknown = sorted(obeyed_marks(settings) - set(MARKS))
    return (
        f"{SETTING}: {unknown[0]!r} is unknown; there are: {', '.join(MARKS)}" if unknown else None
    )


def reservations_in(response: Response) -> tuple[Reservation, ...]:
    """What the headers of an answer reserve."""
    robots = [value.decode("latin-1") for value in response.headers.getlist("X-Robots-Tag")]
    tdm, policy = (
        (response.headers.get(name) or b"").decode("latin-1")
        for name in ("TDM-Reservation", "TDM-Policy")
    )
    return (*read_robots_marks(robots, "header"), *read_tdm(tdm, policy, "header"))


def noted_reservations(response: Response) -> tuple[Reservation, ...]:
    """What the middleware noted of a page."""
    request = response.request
    return cast("tuple[Reservation, ...]", request.meta.get(META, ())) if request else ()


def reserved(found: Iterable[Reservation], obeyed: frozenset[str]) -> str | None:
    """Why a page is left alone, in one sentence; None where nothing that is obeyed is reserved."""
    told = [f"{one.mark} ({one.source})" for one in found if one.mark in obeyed]
    return f"its owner reserves: {', '.join(dict.fromkeys(told))}" if told else None
