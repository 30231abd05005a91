"""flairNLP/fundus: the pages and articles that its parsers are tested with.

`tests/resources/parser/test_data/COUNTRY/` has `PUBLISHER.json` (one article for each version of
the publisher's parser), `PUBLISHER_YYYY_MM_DD.html.gz` and `meta.info` (the addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.reading import (
    declared_language,
    read_object,
    read_packed,
    text_at,
    texts_at,
)
from benchmarks.quality.sets import SetError, host_of, web_address
from benchmarks.quality.values import PageSet, SetPage

_TEST_DATA = Path("tests", "resources", "parser", "test_data")
_PAGE = re.compile(r"(?P<publisher>.+)_\d{4}_\d{2}_\d{2}\.html\.gz")


class _Case(NamedTuple):
    page: Path
    article: dict[str, Any]
    url: str | None


def load_fundus(folder: Path) -> PageSet:
    """The set of a checkout, or of its test data's folder. Raises `SetError`."""
    data = folder / _TEST_DATA if (folder / _TEST_DATA).is_dir() else folder
    cases: list[_Case] = []
    skipped: list[str] = []
    for path in sorted(data.glob("*/*.json")):
        found = _cases_of(path)
        cases += found
        skipped += [] if found else [f"{path.parent.name}/{path.stem}"]
    if not cases:
        raise SetError(f"{data}: no PUBLISHER.json with its pages in folders there")
    return PageSet("fundus", lambda: map(_page_of, cases), notes=_notes(skipped))


def _notes(skipped: list[str]) -> tuple[str, ...]:
    if not skipped:
        return ()
    return (f"left out, pages and parser versions do not pair up: {', '.join(skipped)}",)


def _cases_of(path: Path) -> list[_Case]:
    """A publisher's pages by date, its articles by version: they pair up if there are as many.

    A parser's version is valid until a day, so that the order of both is the same.
    """
    articles = read_object(path)
    pages = sorted(page for page in path.parent.glob("*.html.gz") if _publisher(page) == path.stem)
    versions = sorted(articles, key=_version)
    if len(pages) != len(versions):
        return []
    about = read_object(path.parent / "meta.info")
    return [
        _Case(page, articles[version], web_address(text_at(about, page.name, "url")))
        for page, version in zip(pages, versions, strict=True)
    ]


def _publisher(page: Path) -> str:
    found = _PAGE.fullmatch(page.name)
    return found["publisher"] if found else ""


def _version(name: str) -> list[int]:
    """V2 comes before V10.

    >>> sorted(["V10", "V2", "V1_1", "V1"], key=_version)
    ['V1', 'V1_1', 'V2', 'V10']
    """
    return [int(number) for number in re.findall(r"\d+", name)]


def _page_of(case: _Case) -> SetPage:
    html, facts = read_packed(case.page), case.article
    page_id = f"{case.page.parent.name}/{case.page.name.removesuffix('.html.gz')}"
    return SetPage(
        id=page_id,
        html=html,
        url=case.url,
        host=host_of(page_id, case.url),
        lang=declared_language(html),
        title=text_at(facts, "title") or None,
        author=", ".join(texts_at(facts, "authors")) or None,
        date=text_at(facts, "publishing_date") or None,
        gold="\n".join(_body(facts)),
    )


def _body(facts: dict[str, Any]) -> Iterator[str]:
    """Summary, then headline and paragraphs of every section."""
    body = facts.get("body")
    yield from texts_at(body, "summary")
    sections = body.get("sections") if isinstance(body, dict) else None
    for section in sections or ():
        yield from texts_at(section, "headline")
        yield from texts_at(section, "paragraphs")
