"""What a page tells machines about itself, told badly: JSON-LD, meta, titles, dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.hostile.values import ARTICLE, TITLE, HostileInput, page


def _ld(text: str) -> Callable[[], str]:
    """A page with this JSON-LD."""
    return lambda: page(head=f'<script type="application/ld+json">{text}</script>')


def _news(**facts: Any) -> str:
    return json.dumps({"@type": "NewsArticle", "headline": TITLE} | facts)


_JSON = {
    "50,000 brackets": "[" * 50_000,
    "50,000 braces": '{"a":' * 50_000,
    "an object 5,000 deep": '{"@graph":[' * 5_000 + "{}" + "]}" * 5_000,
    "a graph of 20,000 objects": '{"@graph":[' + '{"@type":"Person"},' * 19_999 + "{}]}",
    "quotes that nobody closes": '{"headline": "' + 'a" b' * 50_000,
    "commas too many": '{"@type":"NewsArticle"' + "," * 100_000 + "}",
    "backslashes": '{"@type":"NewsArticle","headline":"' + "\\" * 100_001,
    "wrong escapes": '{"@type":"NewsArticle","headline":"' + "\\x" * 50_000 + '"}',
    "blanks between keys": '{"@type"' + " " * 100_000 + ':"NewsArticle","headline"' + " " * 100_000,
    "a number of a million digits": '{"@type":"NewsArticle","a":' + "9" * 1_000_000 + "}",
    "NaN and Infinity": '{"@type":"NewsArticle","a":NaN,"b":Infinity,"headline":"x"}',
    "lone surrogates": '{"@type":"NewsArticle","headline":"\\ud800\\udfff"}',
    "the same key 100,000 times": "{" + '"headline":"x",' * 100_000 + '"@type":"NewsArticle"}',
    "100,000 authors": _news(author=[{"name": f"A B{n}"} for n in range(100_000)]),
    "an author who is himself": _news(author={"@id": "#a", "author": {"@id": "#a"}}),
    "authors that are lists of lists": _news(author=[[[[["A B"]]]]]),
    "a headline of 5 MB": _news(headline="light " * 830_000),
    "an author of 1 MB": _news(author={"name": "A" * 1_000_000}),
    "keywords of 2 MB": _news(keywords="a," * 900_000),
    "a date of 1 MB": _news(datePublished="2025-" * 200_000),
    "numbers for texts": _news(headline=7, author=8, datePublished=9, image=10, keywords=11),
    "lists for texts": _news(headline=["a"], datePublished=["b"], articleBody=["c"]),
    "objects for texts": _news(headline={}, datePublished={"a": {}}, image={"url": {"b": 1}}),
    "HTML for texts": _news(headline="<script>alert(1)</script>", author="<img src=x onerror=y>"),
    "years beyond the calendar": _news(datePublished="99999-99-99T99:99:99+99:99"),
    "the year 0": _news(datePublished="0000-00-00"),
    "a body that is another story": _news(articleBody="Something else entirely. " * 5_000),
    "a script of 3 MB": _news(articleBody="light " * 500_000),
}
_HEAD = {
    "10,000 metas": "<meta name=author content='A B'>" * 10_000,
    "an author of 30,000 letters": f"<meta name=author content='{'a' * 30_000}'>",
    "an author of 8,000 parts": f"<meta name=author content='{'a, ' * 8_000}'>",
    "og:title of 5 MB": f"<meta property=og:title content='{'light ' * 830_000}'>",
    "og:title of blanks": f"<meta property=og:title content='a{' ' * 30_000}b'>",
    "a description of 5 MB": f"<meta name=description content='{'light ' * 830_000}'>",
    "dates by the thousand": "<meta property=article:published_time content=2025-99-99>" * 5_000,
    "a canonical address that is code": "<link rel=canonical href='javascript:alert(1)'>",
    "a canonical address of 1 MB": f"<link rel=canonical href='https://a/{'a' * 1_000_000}'>",
    "a canonical address with brackets": "<link rel=canonical href='http://[::1'>",
    "10,000 languages": "<link rel=alternate hreflang=xx href=/x>" * 10_000,
    "a base that is no address": "<base href='http://[/'>",
    "robots marks of 1 MB": f"<meta name=robots content='{'noai,' * 200_000}'>",
    "50 scripts of broken JSON": (
        "<script type='application/ld+json'>" + '{"a":"' * 5_000 + "</script>"
    )
    * 50,
}
_TITLES = {
    "a title of 5 MB": "light " * 830_000,
    "a title of blanks": "a" + " " * 30_000 + "b",
    "a title of marks": " - " * 50_000,
    "a title of bars": "a | " * 30_000,
    "a title of quotes": '"«' * 50_000,
    "a title of brackets": "([{" * 30_000,
    "a title of colons": "a: " * 30_000,
    "a title of digits": "2025 " * 30_000,
}
_PRINTED = {
    "a byline of 50,000 letters": f"<p class=byline>By {'A' * 50_000}</p>",
    "a byline of 10,000 names": f"<p class=byline>By {'Ann Lee, ' * 10_000}</p>",
    "a byline of blanks": f"<p class=byline>By{'&nbsp;' * 30_000}Ann Lee</p>",
    "5,000 bylines": "<p class=byline>By Ann Lee</p>" * 5_000,
    "a date of 20,000 months": f"<time>{'20 May ' * 20_000}</time>",
    "5,000 times": "<time datetime=2025-05-20T14:05>20 May</time>" * 5_000,
    "clocks": f"<p class=date>{'14:05 ' * 20_000}</p>",
    "a date of digits": f"<p class=date>{'1' * 100_000}</p>",
    "a counter of 100,000 digits": f"<p class=views>{'9' * 100_000} views</p>",
    "a credit of blanks": f"<p>Photo{'&nbsp;' * 30_000}: Ann Lee</p>",
}

INPUTS = (
    *(HostileInput(group="JSON-LD", name=name, make=_ld(text)) for name, text in _JSON.items()),
    *(
        HostileInput(group="head", name=name, make=partial(page, head=part))
        for name, part in _HEAD.items()
    ),
    *(
        HostileInput(group="head", name=name, make=partial(page, title=part))
        for name, part in _TITLES.items()
    ),
    *(
        HostileInput(
            group="facts",
            name=name,
            make=partial(page, before=part),
            expected=ARTICLE,
        )
        for name, part in _PRINTED.items()
    ),
)
