"""Pages that show nothing without JavaScript: fetched by a browser where the profile says so.

scrapy-playwright drives a Chromium that is installed on this machine. Feeds, sitemaps and
robots.txt are fetched as ever: a browser would make a page of them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK

if TYPE_CHECKING:
    from playwright.async_api import Page
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from cleaners import SiteProfile

HANDLER = "crawler.middlewares.browser_handler.GuardedBrowserHandler"
# After `HttpProxyMiddleware` (750): nothing of Scrapy's looks at the mark before the handler.
MIDDLEWARE_PLACE = 760
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# The text of a story needs none of them; they are most of what a page weighs.
UNWANTED = frozenset({"image", "media", "font"})
# How long scripts may go on loading. Pages that poll their server are never done.
SETTLE_SECONDS = 5
INDEX_CALLBACKS = frozenset({"parse_feed", "parse_sitemap", "parse_sitemap_again"})


def wants_browser(profile: SiteProfile | None) -> bool:
    """Whether the profile asks for one."""
    return profile is not None and profile.fetch.browser


def browser_problem(settings: BaseSettings) -> str | None:
    """Why no browser can be used, in one sentence; None when all is well."""
    if find_spec("scrapy_playwright") is None:
        return "the site's profile asks for a browser; pip install 'chistovik[browser]'"
    if _program(settings) is None:
        return (
            "the site's profile asks for a browser, and there is none; "
            "install chromium or set CHISTOVIK_BROWSER to its path"
        )
    return None


def use_browser(settings: BaseSettings) -> None:
    """Change the settings of one crawl, before Scrapy freezes them."""
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": HANDLER, "https": HANDLER}
    middlewares = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), BrowserPages: MIDDLEWARE_PLACE}
    retried = [*settings.getlist("RETRY_EXCEPTIONS"), "playwright.async_api.Error"]
    # Chromium's own sandbox refuses to work for root, as in a container.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    launch = {"executable_path": _program(settings), "args": ["--disable-gpu", *root]}
    for name, value in (
        ("DOWNLOAD_HANDLERS", handlers),
        ("DOWNLOADER_MIDDLEWARES", middlewares),
        ("RETRY_EXCEPTIONS", retried),
        ("PLAYWRIGHT_LAUNCH_OPTIONS", launch),
        ("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", settings.getfloat("DOWNLOAD_TIMEOUT") * 1000),
    ):
        settings.set(name, value, priority="spider")


class BrowserPages:
    """Downloader middleware: marks the requests that the browser takes."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BrowserPages:
        """Built by Scrapy."""
        if not crawler.settings.get("PLAYWRIGHT_LAUNCH_OPTIONS"):
            raise NotConfigured
        return cls()

    def process_request(self, request: Request) -> None:
        """Mark requests for pages; feeds, sitemaps and robots.txt need no browser."""
        from scrapy_playwright.page import PageMethod

        callback = request.callback
        if callback in {None, NO_CALLBACK} or callback.__name__ in INDEX_CALLBACKS:
            return
        request.meta["playwright"] = True
        request.meta["playwright_page_methods"] = [PageMethod(settle)]


async def settle(page: Page) -> None:
    """Wait until the page's scripts have loaded what they want to."""
    from playwright.async_api import TimeoutError as TooSlow

    with contextlib.suppress(TooSlow):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1000)


def is_unwanted(request: Any) -> bool:
    """Whether the browser shall not load this part of a page."""
    return request.resource_type in UNWANTED


def _program(settings: BaseSettings) -> str | None:
    named = settings.get("CHISTOVIK_BROWSER")
    return next(filter(None, map(shutil.which, [named] if named else PROGRAMS)), None)
