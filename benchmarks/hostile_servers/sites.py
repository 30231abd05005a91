"""What servers do that concerns all of a site: robots.txt, the first page, the certificate."""

from __future__ import annotations

import gzip

from benchmarks.hostile_servers import answers as a
from benchmarks.hostile_servers.values import Site

ROBOTS, FRONT, RIGHTS = "/robots.txt", "/", "/.well-known/tdmrep.json"
_TEXT = "Content-Type: text/plain\r\n"
_REFUSED = "robots.txt can't be had, so nothing is allowed"
_JSON = "Content-Type: application/json\r\n"
_RESERVED = '[{"location": "/", "tdm-reservation": 1}]'
_OBEY = {"CHISTOVIK_OBEY_RESERVATIONS": "tdm"}

SITES = (
    Site(
        "robots txt without end", {ROBOTS: a.endless(a.OK + _TEXT + "\r\n", b"# nothing\n" * 6000)}
    ),
    Site("robots txt of one line", {ROBOTS: a.give(b"Disallow: /" + b"a" * 10 * a.MIB, _TEXT)}),
    Site(
        "robots txt of ten megabytes",
        {ROBOTS: a.give(b"User-agent: *\nDisallow: /private/\n" * 300_000, _TEXT)},
    ),
    Site("robots txt that is a page", {ROBOTS: a.give(a.page_html("<p>Hello."), a.HTML)}),
    Site("robots txt of rubbish", {ROBOTS: a.give(bytes(range(256)) * 2000, _TEXT)}),
    Site(
        "robots txt that is packed",
        {ROBOTS: a.packed("gzip", gzip.compress(bytes(40 * a.MIB)))},
        _REFUSED,
        0,
    ),
    Site("robots txt drop by drop", {ROBOTS: a.dripping(a.OK + _TEXT + "\r\n", b"#")}, _REFUSED, 0),
    Site(
        "robots txt with headers without end",
        {ROBOTS: a.endless(a.OK, b"X-A: aaaaaaaa\r\n" * 4000)},
        _REFUSED,
        0,
    ),
    Site("robots txt that breaks off", {ROBOTS: a.resetting}, _REFUSED, 0),
    Site("robots txt in a circle", {ROBOTS: a.redirect("{origin}{path}")}, "redirected"),
    Site(
        "robots txt on this machine",
        {ROBOTS: a.redirect("{trap}/robots.txt")},
        _REFUSED,
        0,
    ),
    Site(
        "robots txt of many stars",
        {ROBOTS: a.give("User-agent: *\n" + f"Disallow: /{'*a' * 50}*z\n" * 200, _TEXT)},
    ),
    Site(
        "first page without end",
        {FRONT: a.endless(a.OK + a.HTML + "\r\n", b"<p>a</p>" * 8000)},
        "Download",
        0,
    ),
    Site("first page that is missing", {FRONT: a.give("no", status="500 No")}, "HTTP 500", 0),
    Site("first page elsewhere", {FRONT: a.redirect("{trap}/")}, "redirected", 0),
    Site(
        "first page that refreshes",
        {
            FRONT: a.with_places(
                a.page_html("", '<meta http-equiv="refresh" content="0;url=TRAP/">')
            )
        },
        "",
        0,
    ),
    Site(
        "pause of a thousand years",
        {FRONT: a.give("", "Retry-After: Mon, 01 Jan 3025 00:00:00 GMT\r\n", status="503 No")},
        "HTTP ",
        0,
    ),
    Site(
        "pause of a long number",
        {FRONT: a.give("", f"Retry-After: {'9' * 5000}\r\n", status="429 No")},
        "HTTP ",
        0,
    ),
    Site(
        "pause in an absurd zone",
        {
            FRONT: a.give(
                "", "Retry-After: Mon, 01 Jan 2024 00:00:00 +99999999999\r\n", status="503 No"
            )
        },
        "HTTP 503",
        0,
    ),
    Site("certificate of its own", {}, _REFUSED, 0, tls=True, asks=0),
    Site("rights that are nested", {RIGHTS: a.give("[" * 100_000, _JSON)}, settings=_OBEY),
    Site(
        "rights without end",
        {RIGHTS: a.endless(a.OK + _JSON + "\r\n", b"[" * 60_000)},
        settings=_OBEY,
    ),
    Site(
        "rights of many stars",
        {RIGHTS: a.give(f'[{{"location": "/{"*a" * 20_000}*z", "tdm-reservation": 1}}]', _JSON)},
        settings=_OBEY,
    ),
    Site(
        "rights in numbers",
        {RIGHTS: a.give('[1e999999, {"location": 5}, {"location": "/\\ud800"}]', _JSON)},
        settings=_OBEY,
    ),
    Site(
        "robots txt of forty thousand licenses",
        {ROBOTS: a.give("".join(f"License: /{n}.xml\n" for n in range(40_000)), _TEXT)},
    ),
    Site(
        "robots txt with a license of half a megabyte",
        {ROBOTS: a.give(f"License: /{'a' * 500_000}\nContent-Usage: {'a=n, ' * 50_000}\n", _TEXT)},
    ),
    Site(
        "rights that are reserved",
        {RIGHTS: a.give(_RESERVED, _JSON)},
        "its owner reserves",
        0,
        _OBEY,
    ),
)
