"""How servers answer for a story."""

from __future__ import annotations

import gzip
import zlib

import brotli

from benchmarks.hostile_servers import answers as a
from benchmarks.hostile_servers.values import Scenario

_OK = a.OK.encode()
_HTML = (a.OK + a.HTML).encode()
_BOMB = bytes(40 * a.MIB)


def _story(name: str, status: str = "200 OK", headers: str = a.HTML) -> a.Answer:
    return a.give(a.story_html(name), headers, status=status)


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _chunked(*chunks: bytes) -> a.Answer:
    return a.raw(_HTML + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", *chunks)


def _headers(name: str, extra: str) -> a.Answer:
    return _story(name, headers=a.HTML + extra)


_TOO_LARGE = "HeadersTooLargeError"
_CUT_OFF = "Download"  # Cancelled or Timeout: by its size or by its time, whichever comes first
_TIMEOUT, _LOST = "DownloadTimeoutError", "DownloadFailedError"
_LOSS, _BOMB_TOLD, _NO_GZIP = "ResponseDataLossError", "exceeded DOWNLOAD_MAXSIZE", "BadGzipFile"

HEADERS = (
    Scenario("headers without end", a.endless(a.OK, b"X-A: aaaaaaaa\r\n" * 4000), _TOO_LARGE, 0),
    Scenario("header line without end", a.endless(a.OK + "X: ", b"a" * 60_000), _TOO_LARGE, 0),
    Scenario(
        "folded header without end",
        a.endless(a.OK + "X: a\r\n", b" aaaaaaaaaa\r\n" * 4000),
        _TOO_LARGE,
        0,
    ),
    Scenario(
        "interim answers without end",
        a.endless("", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000),
        _TOO_LARGE,
        0,
    ),
    Scenario("status line without end", a.endless("HTTP/1.1 200 ", b"OK" * 30_000), _TOO_LARGE, 0),
    Scenario(
        "sixty kilobytes of headers", _headers("sixty", "X: aaaaaaaaaaaaaaaaaaaaaaa\r\n" * 2300)
    ),
    Scenario("thousand cookies", _headers("cookies", "Set-Cookie: a=b; Path=/\r\n" * 1000)),
    Scenario("controls in headers", _headers("controls", "X-Robots-Tag: \x1b[31m\x07\x00x\r\n")),
    Scenario(
        "header line of thirty kilobytes", _headers("line", f"X: {'a' * 30_000}\r\n"), _TOO_LARGE, 0
    ),
    Scenario(
        "charset of ten thousand blanks",
        _story("charset", headers=f"Content-Type: text/html; charset={' ' * 10_000}x\r\n"),
    ),
    Scenario(
        "charset that is no encoding",
        _story("punycode", headers="Content-Type: text/html; charset=punycode\r\n"),
    ),
    Scenario("validators of ten kilobytes", _headers("etag", f'ETag: "{"a" * 10_000}"\r\n')),
    Scenario(
        "dates that are none",
        _headers("dates", "Last-Modified: Mon, 99 Foo 99999 99:99:99 +99999\r\nDate: x\r\n"),
    ),
    Scenario("no headers at all", a.raw(b"HTTP/1.1 200 OK\r\n\r\n" + a.story_html("no").encode())),
)

BODIES = (
    Scenario(
        "gigabyte that is announced",
        a.endless(a.OK + a.HTML + "Content-Length: 1073741824\r\n\r\n", b"a" * 60_000),
        _CUT_OFF,
        0,
    ),
    Scenario("body without end", a.endless(a.OK + a.HTML + "\r\n", b"a" * 60_000), _CUT_OFF, 0),
    Scenario(
        "chunks without end",
        a.endless(a.OK + a.HTML + "Transfer-Encoding: chunked\r\n\r\n", _chunk(b"a" * 0x8000)),
        _CUT_OFF,
        0,
    ),
    Scenario(
        "chunks of one byte",
        _chunked(
            b"".join(_chunk(bytes([byte])) for byte in a.story_html("one byte").encode()),
            b"0\r\n\r\n",
        ),
    ),
    Scenario("chunk of a negative size", _chunked(b"-5\r\nhello\r\n0\r\n\r\n"), _LOSS, 0),
    Scenario("chunk of an absurd size", _chunked(b"f" * 40 + b"\r\nhello\r\n"), _LOSS, 0),
    Scenario("chunk size that is no number", _chunked(b"zz\r\nhello\r\n0\r\n\r\n"), _LOSS, 0),
    Scenario(
        "chunks without their last", _chunked(_chunk(a.story_html("last").encode())), _LOSS, 0
    ),
    Scenario("length that is negative", a.give(a.story_html("neg"), length="-1"), _LOST, 0),
    Scenario("length that is no number", a.give(a.story_html("nan"), length="many"), _LOST, 0),
    Scenario("two lengths", _headers("two lengths", "Content-Length: 5\r\n"), _LOST, 0),
    Scenario("length beyond the end", a.give(a.story_html("far"), length="99999"), _LOSS, 0),
    Scenario("half a page", a.give(a.story_html("half")[:1200], length=""), "truncated"),
    Scenario("gzip bomb", a.packed("gzip", gzip.compress(_BOMB, 9)), _BOMB_TOLD, 0),
    Scenario(
        "gzip bomb in gzip",
        a.packed("gzip, gzip", gzip.compress(gzip.compress(_BOMB, 9))),
        _BOMB_TOLD,
        0,
    ),
    Scenario("deflate bomb", a.packed("deflate", zlib.compress(_BOMB, 9)), _BOMB_TOLD, 0),
    Scenario("brotli bomb", a.packed("br", brotli.compress(_BOMB, quality=1)), _BOMB_TOLD, 0),
    Scenario(
        "gzip without its end",
        a.packed("gzip", gzip.compress(a.story_html("cut").encode())[:-12]),
        "the answer ends too early",
        0,
    ),
    Scenario(
        "gzip with rubbish behind it",
        a.packed("gzip", gzip.compress(a.story_html("rubbish").encode()) + b"\x00rubbish"),
    ),
    Scenario("gzip that is none", a.packed("gzip", a.story_html("plain").encode()), _NO_GZIP, 0),
    Scenario("encoding that nobody knows", a.packed("x-fantasy", a.story_html("x").encode())),
    Scenario("twenty encodings", a.packed(", ".join(["gzip"] * 20), b"x" * 1000), _NO_GZIP, 0),
    Scenario(
        "picture as a page",
        a.give(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400),
        "unreadable",
        0,
    ),
    Scenario("page as a picture", _story("png", headers="Content-Type: image/png\r\n")),
    Scenario("page without a type", _story("untyped", headers="")),
    Scenario(
        "title of five megabytes", a.story("title", head=f"<title>{'long ' * 600_000}</title>")
    ),
    Scenario(
        "hundred thousand links in a story",
        a.story("links", inside="".join(f'<a href="/x/{n}">x</a>' for n in range(100_000))),
    ),
    Scenario(
        "hundred thousand open tags",
        a.give("<div>" * 100_000 + a.story_html("open")),
        "over_limit",
        0,
    ),
    Scenario("page of blanks", a.give(" " * 3 * a.MIB), "unreadable", 0),
)

WAITS = (
    Scenario("no word at all", a.silent, _TIMEOUT, 0),
    Scenario("headers drop by drop", a.dripping(a.OK, b"X: a\r\n"), _TIMEOUT, 0),
    Scenario("body drop by drop", a.dripping(a.OK + a.HTML + "\r\n", b"a"), _TIMEOUT, 0),
    Scenario(
        "chunks drop by drop",
        a.dripping(a.OK + a.HTML + "Transfer-Encoding: chunked\r\n\r\n", _chunk(b"a")),
        _TIMEOUT,
        0,
    ),
    Scenario("connection that closes", a.raw(), _LOST, 0),
    Scenario("connection that breaks", a.resetting, _LOST, 0),
    Scenario("rubbish in place of HTTP", a.raw(bytes(range(256)) * 100), _LOST, 0),
    Scenario("another protocol", a.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), _LOST, 0),
    Scenario("status that is no number", a.raw(b"HTTP/1.1 OK\r\n\r\nhello"), _LOST, 0),
)

STATUSES = (
    Scenario("status 999", _story("s999", "999 Request denied"), "HTTP 999", 0),
    Scenario("status 204 with a body", _story("s204", "204 No Content"), "unreadable", 0),
    Scenario("status 206 unasked", _story("s206", "206 Partial Content"), "truncated"),
    Scenario("status 304 unasked", _story("s304", "304 Not Modified"), "not modified", 0),
    Scenario("status 407", _story("s407", "407 Proxy Authentication Required"), "HTTP 407", 0),
    Scenario("status 500 with a story", _story("s500", "500 Oops"), "HTTP 500", 0),
    Scenario(
        "password wanted",
        _story("s401", "401 No", a.HTML + 'WWW-Authenticate: Basic realm="x"\r\n'),
        "HTTP 401",
        0,
    ),
    Scenario(
        "interim answer before the good one",
        a.raw(b"HTTP/1.1 100 Continue\r\n\r\n" + _HTML + b"\r\n" + a.story_html("100").encode()),
    ),
)

_CIRCLE = "redirects in a circle"
_MANY = "max redirections reached"
_NOWHERE, _NO_ADDRESS = "redirected", "no web address"


def _to(location: str) -> a.Answer:
    return a.redirect(location)


REDIRECTS = (
    Scenario("redirect to itself", _to("{origin}{path}"), _CIRCLE, 0),
    Scenario("redirects to ever new pages", _to("{origin}{path}a/"), _MANY, 0, asks=6),
    Scenario("redirect without a target", a.give("", "", status="302 Found"), "HTTP 302", 0),
    Scenario("redirect of sixty kilobytes", _to("{origin}/" + "a" * 60_000), _TOO_LARGE, 0),
    Scenario("redirect to another port", _to("{trap}/x/"), _NOWHERE, 0),
    Scenario("redirect to loopback", _to("http://127.0.0.2/x/"), _NOWHERE, 0),
    Scenario("redirect to localhost", _to("http://localhost/x/"), _NOWHERE, 0),
    Scenario("redirect to a private network", _to("http://10.0.0.1/x/"), _NOWHERE, 0),
    Scenario("redirect to a shared network", _to("http://100.64.0.1/x/"), _NOWHERE, 0),
    Scenario("redirect to cloud metadata", _to("http://169.254.169.254/x/"), _NOWHERE, 0),
    Scenario("redirect to mapped loopback", _to("http://[::ffff:127.0.0.1]/x/"), _NOWHERE, 0),
    Scenario("redirect to NAT64 loopback", _to("http://[64:ff9b::7f00:1]/x/"), _NOWHERE, 0),
    Scenario("redirect to a number", _to("http://2130706433/x/"), _NOWHERE, 0),
    Scenario("redirect to a file", _to("file:///etc/passwd"), "HTTP 302", 0),
    Scenario("redirect to ftp", _to("ftp://127.0.0.1/x"), "HTTP 302", 0),
    Scenario("redirect to data", _to("data:text/html,<p>hello"), "HTTP 302", 0),
    Scenario("redirect to script", _to("javascript:alert(1)"), _NO_ADDRESS, 0),
    Scenario("redirect to what is no address", _to("http://[::1/x/"), _NO_ADDRESS, 0),
    Scenario(
        "redirect with a password",
        a.made(
            lambda to: (
                a.story("password")
                if to.path.endswith("/in/")
                else a.redirect(to.origin.replace("//", "//me:hunter2@") + "{path}in/")
            )
        ),
        _NOWHERE,
        asks=2,
    ),
    Scenario(
        "refresh to loopback",
        a.with_places(
            a.story_html("refresh", head='<meta http-equiv="refresh" content="0;url=TRAP/x">')
        ),
    ),
    Scenario(
        "refresh by header",
        a.made(lambda to: _headers("refresh header", f"Refresh: 0;url={to.trap}/x\r\n")),
    ),
    Scenario(
        "canonical address on this machine",
        a.with_places(a.story_html("canonical", head='<link rel="canonical" href="TRAP/x">')),
    ),
    Scenario(
        "canonical address of another story",
        a.with_places(
            a.story_html("other", head='<link rel="canonical" href="ORIGIN/2025/05/good-0/">')
        ),
    ),
)

STORIES = (*HEADERS, *BODIES, *WAITS, *STATUSES, *REDIRECTS)
