"""Answers without end, and addresses that nobody may be led to."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import brotli
import pytest

from tests.crawler.fetching import Fetched, fetch
from tests.crawler.raw_server import RawServer, always, endless, serving_raw

pytestmark = pytest.mark.slow

SCHEMES = ("http", "https")
OK = b"HTTP/1.1 200 OK\r\n"
HTML = OK + b"Content-Type: text/html\r\n"
MIB = 1 << 20


def packed(encoding: str, pack: Callable[[bytes], bytes], unpacked: int) -> bytes:
    """An answer with a packed body."""
    body = pack(bytes(unpacked))
    return (
        HTML
        + f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def some_headers(size: int) -> bytes:
    """An answer with so many bytes in front of its body."""
    begin, end = OK + b"Content-Length: 2\r\n", b"\r\n\r\n"
    filled, line = b"", b"X-Filler: " + b"a" * 1000 + b"\r\n"
    while len(begin + filled + line + end) < size - 20:
        filled += line
    rest = size - len(begin + filled + end) - len(b"X: ")
    return begin + filled + b"X: " + b"a" * rest + end + b"ok"


ANSWERS = {
    "good": always(HTML + b"Content-Length: 2\r\n\r\nok"),
    "endless headers": endless(OK, b"".join(b"X-%d: aaaaaaaa\r\n" % n for n in range(3000))),
    "endless header line": endless(OK + b"X: ", b"a" * 60_000),
    "endless continuation": endless(OK + b"X: a\r\n", b" aaaaaaaaaaaaaaaa\r\n" * 3000),
    "endless 1xx": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000),
    "endless status line": endless(b"HTTP/1.1 200 ", b"OK" * 30_000),
    "headers at the limit": always(some_headers(64 * 1024)),
    "headers over the limit": always(some_headers(64 * 1024 + 1)),
    "a body of a gigabyte": endless(HTML + b"Content-Length: 1073741824\r\n\r\n", b"a" * 60_000),
    "a body without end": endless(HTML + b"\r\n", b"a" * 60_000),
    "chunks without end": endless(
        HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    ),
    "gzip bomb": always(packed("gzip", gzip.compress, 40 * MIB)),
    "gzip in gzip": always(
        packed("gzip, gzip", lambda data: gzip.compress(gzip.compress(data)), 40 * MIB)
    ),
    "brotli bomb": always(packed("br", lambda data: brotli.compress(data, quality=1), 40 * MIB)),
}


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, RawServer]]:
    """One for each answer."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving_raw(give)) for name, give in ANSWERS.items()}


@pytest.fixture(scope="module")
def fetched(servers: dict[str, RawServer]) -> Fetched:
    """All of them, asked by one process; it may ask again, as it does by default."""
    urls = [server.url for server in servers.values()]
    return fetch(urls, CHISTOVIK_PRIVATE_HOSTS=["127.0.0.1"], DOWNLOAD_MAXSIZE=4 * MIB)


def test_good_answers_come(fetched: Fetched, servers: dict[str, RawServer]) -> None:
    """The bounds are far from what servers send."""
    assert fetched.answers[servers["good"].url] == [200, 2]
    assert fetched.answers[servers["headers at the limit"].url] == [200, 2]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("endless headers", "HeadersTooLargeError"),
        ("endless header line", "HeadersTooLargeError"),
        ("endless continuation", "HeadersTooLargeError"),
        ("endless 1xx", "HeadersTooLargeError"),
        ("endless status line", "HeadersTooLargeError"),
        ("headers over the limit", "HeadersTooLargeError"),
        ("a body of a gigabyte", "DownloadCancelledError"),
        ("a body without end", "DownloadCancelledError"),
        ("chunks without end", "DownloadCancelledError"),
        ("gzip bomb", "IgnoreRequest"),
        ("gzip in gzip", "IgnoreRequest"),
        ("brotli bomb", "IgnoreRequest"),
    ],
)
def test_answers_over_a_limit_are_cut_off(
    fetched: Fetched, servers: dict[str, RawServer], name: str, error: str
) -> None:
    """And not asked for again."""
    assert fetched.answers[servers[name].url][0] == error
    assert servers[name].connections == 1


@pytest.mark.parametrize("begin", [OK, HTML + b"\r\n"], ids=["headers", "body"])
def test_the_time_of_an_answer_is_bounded(begin: bytes) -> None:
    """All of it: a byte now and then does not make it longer."""
    with serving_raw(endless(begin, b"X: a\r\n", pause=0.1)) as server:
        found = fetch(
            [server.url],
            CHISTOVIK_PRIVATE_HOSTS=["127.0.0.1"],
            DOWNLOAD_TIMEOUT=1,
            RETRY_ENABLED=False,
        )
    assert found.answers[server.url][0] == "DownloadTimeoutError"


def test_the_memory_stays_bounded(fetched: Fetched) -> None:
    """By a few times `DOWNLOAD_MAXSIZE`, however many come at once."""
    assert fetched.mib < 300


SPELLINGS = ("127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0")  # noqa: S104
NEIGHBOURS = ("10.0.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "168.63.129.16")
CARRIERS = ("[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]")


def test_nobody_is_led_to_this_machine() -> None:
    """Nor to its neighbours; however the address is written, by http or https."""
    hosts = (*SPELLINGS, *NEIGHBOURS)
    with serving_raw(ANSWERS["good"]) as server:
        urls = [f"{scheme}://{host}:{server.port}/" for host in hosts for scheme in SCHEMES]
        found = fetch(urls).answers
    assert {url: name for url, (name, _) in found.items()} == dict.fromkeys(
        urls, "RefusedAddressError"
    )
    assert server.connections == 0


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::ffff:127.0.0.1"], ["10.0.0.1", "127.0.0.1"], ["64:ff9b::7f00:1", "::1"]],
    ids=" then ".join,
)
def test_a_name_that_leads_to_this_machine_is_no_way_in(addresses: list[str]) -> None:
    """However often its addresses change: each is looked at when it is connected to."""
    with serving_raw(ANSWERS["good"]) as server:
        urls = [f"http://rebinding.example:{server.port}/{number}" for number in range(3)]
        resolver = "tests.crawler.odd_resolver.OddResolver"
        found = fetch(urls, TWISTED_DNS_RESOLVER=resolver, TEST_ADDRESSES=addresses).answers
    assert {name for name, _ in found.values()} == {"RefusedAddressError"}
    assert server.connections == 0


def test_nobody_is_led_there_by_ipv6() -> None:
    """Scrapy's own resolver finds IPv4 addresses alone; whatever else finds is looked at."""
    with serving_raw(ANSWERS["good"]) as server:
        found = fetch(f"http://{host}:{server.port}/" for host in CARRIERS).answers
    names = {name for name, _ in found.values()}
    assert names <= {"CannotResolveHostError", "RefusedAddressError"}
    assert len(found) == len(CARRIERS)
    assert server.connections == 0


def test_a_proxy_may_stand_on_this_machine() -> None:
    """Whoever runs the crawl has named it; it is the proxy that resolves names."""
    with serving_raw(ANSWERS["good"]) as proxy:
        url = "http://example.invalid/"
        assert fetch([url], proxy=proxy.url).answers == {url: [200, 2]}
