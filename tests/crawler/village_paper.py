"""A newspaper of our own on the loopback interface, with everything a crawler must survive."""

from __future__ import annotations

import gzip
import math
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

HTML = "text/html; charset=utf-8"
XML = "application/xml"

PARAGRAPHS = (
    (
        "The council of {place} voted on Tuesday to rebuild the old bridge over the northern "
        "canal, which had been closed to lorries since the flood of the previous spring, "
        "officials said."
    ),
    (
        "Engineers who examined the pillars in {place} found that two of the five had moved "
        "by several centimetres, and that repairs would cost less than the detour costs the "
        "bakeries in a year."
    ),
    (
        "“We have waited long enough,” said the owner of a mill near {place}, who drives his "
        "flour around the lake every morning and arrives an hour after the shops have opened."
    ),
    (
        "Work in {place} is expected to begin when the water falls in late summer, and the "
        "first cars should cross before the snow; until then a ferry carries passengers free "
        "of charge."
    ),
)


@dataclass(frozen=True)
class Answer:
    """What one path answers; one that `is_cut` ends in the middle, and tells no length."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    location: str | None = None
    retry_after: str | None = None
    is_cut: bool = False

    @property
    def etag(self) -> str:
        """Another one for every body."""
        return f'"{zlib.crc32(self.body):08x}"'


class Gate:
    """Lets so many requests pass; the others wait until it is set anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._left = math.inf
        self._set_anew = Event()

    def open_for(self, requests: float) -> None:
        """Count from here; whoever still waits may go."""
        with self._lock:
            self._set_anew.set()
            self._left, self._set_anew = requests, Event()

    def wait(self) -> None:
        """Pass, now or later."""
        with self._lock:
            self._left -= 1
            closed, until = self._left < 0, self._set_anew
        if closed:
            until.wait(120)


@dataclass(frozen=True)
class Asked:
    """One request: who sent it, for what, and from when to when it was being answered."""

    agent: str
    path: str
    begun: float
    ended: float


@dataclass
class VillagePaper:
    """A running server: its answers, and how often each target was asked for.

    `sent` counts the bytes of bodies; with `validates` answers carry an ETag, and what a client
    has already is answered by 304. What has no answer of its own is `missing`, what has one in
    `first_answers` gives it once. Only robots.txt is answered when the `gate` is closed.
    """

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    first_answers: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    user_agents: set[str] = field(default_factory=set)
    log: list[Asked] = field(default_factory=list)
    delay: float = 0.0
    gate: Gate = field(default_factory=Gate)
    validates: bool = False
    sent: int = 0
    missing: Answer = Answer(b"gone", status=404)


def story(place: str, canonical: str = "") -> Answer:
    """A story of its own, told of one place."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    paragraphs = "".join(f"<p>{text.format(place=place)}</p>" for text in PARAGRAPHS)
    return page(f"<article><h1>{place} rebuilds its bridge</h1>{paragraphs}</article>", link)


def page(body: str, head: str = "") -> Answer:
    """A page of HTML."""
    html = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return Answer(html.encode())


def links(*hrefs: str) -> str:
    """A list of links."""
    return "".join(f'<p><a href="{href}">read this</a></p>' for href in hrefs)


def xml(text: str) -> Answer:
    """A document of XML."""
    return Answer(text.encode(), XML)


def listing_number(query: str, name: str) -> Answer:
    """A listing that never ends: every page links to the next."""
    number = int(query.partition("=")[2] or 1)
    return page(f'<h1>{name}</h1><a rel="next" href="/{name}/?page={number + 1}">next</a>')


def full(url: str) -> dict[str, Answer]:
    """All answers of the newspaper; `url` is where it is served."""
    robots = (
        "User-agent: *\nDisallow: /private/\nCrawl-delay: 0.01\nContent-Usage: /2025/ train-ai=n\n"
        f"Sitemap: {url}/maps.xml.gz\nLicense: {url}/license.xml\n"
    )
    index = f"<sitemapindex><sitemap><loc>{url}/map-news.xml</loc></sitemap></sitemapindex>"
    news = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        f"<loc>{url}/quarry</loc><news:news/></url><url><loc>{url}/imprint</loc></url></urlset>"
    )
    feed = (
        "<rss><channel><item><link>/market-hall</link></item>"
        "<item><link>http://elsewhere.invalid/story-of-another-paper</link></item></channel></rss>"
    )
    front = links(
        *("/sport/", "/2025/05/harbour-opens/?utm_source=front#comments", "/tag/bridges/"),
        *("/2025/05/20/", "/login/", "/search?q=bridge", "/a.jpg", "mailto:a@example.org"),
        *("/old-address-of-the-harbour", "/leads-to-some-other-paper", "/gone-for-good-and-all"),
        "/a-story-that-is-to-be-paid-for/",
        *("/who-we-are-and-why/", "/private/not-for-any-robots/", "http://elsewhere.invalid/"),
        *("/2025/06/harbour-opens-print-version/", "/2025/06/..%2F..%2F..%2Fescape-to-root/"),
    )
    alternate = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    harbour = f"{url}/2025/05/harbour-opens/"
    return {
        "/robots.txt": Answer(robots.encode(), "text/plain"),
        "/maps.xml.gz": Answer(gzip.compress(index.encode()), "application/gzip"),
        "/map-news.xml": xml(news),
        "/feed.xml": xml(feed),
        "/": page(front, alternate),
        "/quarry": story("Quarry"),
        "/market-hall": story("Market Hall"),
        "/2025/05/harbour-opens/": story("Harbour", harbour),
        "/2025/06/harbour-opens-print-version/": story("Harbour", harbour),
        "/2025/06/..%2F..%2F..%2Fescape-to-root/": story("Escape"),
        "/old-address-of-the-harbour": Answer(status=301, location=harbour),
        "/leads-to-some-other-paper": Answer(status=302, location="http://elsewhere.invalid/"),
        "/a-story-that-is-to-be-paid-for/": Answer(status=402),
        "/who-we-are-and-why/": page("<p>We are a newspaper.</p>"),
        "/private/not-for-any-robots/": story("Secret"),
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    newspaper: VillagePaper

    def do_GET(self) -> None:
        begun = time.monotonic()  # noqa: TID251 - the log of a server
        self._answer()
        agent = self.headers.get("User-Agent", "")
        ended = time.monotonic()  # noqa: TID251
        self.newspaper.log.append(Asked(agent, self.path, begun, ended))

    def _answer(self) -> None:
        paper = self.newspaper
        paper.asked[self.path] += 1
        paper.user_agents.add(self.headers.get("User-Agent", ""))
        parts = urlsplit(self.path)
        answer = paper.answers.get(self.path, paper.missing)
        answer = paper.first_answers.pop(self.path, answer)
        if parts.path == "/sport/":
            answer = listing_number(parts.query, "sport")
        if parts.path != "/robots.txt":
            time.sleep(paper.delay)
            paper.gate.wait()
        is_page = paper.validates and answer.status == HTTPStatus.OK
        if is_page and self.headers.get("If-None-Match") == answer.etag:
            answer = Answer(status=HTTPStatus.NOT_MODIFIED)
        self.send_response(answer.status)
        if is_page and answer.body:
            self.send_header("ETag", answer.etag)
        self.send_header("Content-Type", answer.content_type)
        if answer.is_cut:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.retry_after:
            self.send_header("Retry-After", answer.retry_after)
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if answer.is_cut else answer.body)
        paper.sent += len(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Say nothing."""


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[VillagePaper]:
    """Serve the full newspaper at an address of this machine for as long as the block lasts."""
    newspaper = VillagePaper()
    handler = type("Handler", (_Handler,), {"newspaper": newspaper})
    with ThreadingHTTPServer((address, 0), handler) as server:
        server.daemon_threads = True
        newspaper.url = f"http://{address}:{server.server_port}"
        newspaper.answers = full(newspaper.url)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield newspaper
        finally:
            server.shutdown()
            thread.join()
