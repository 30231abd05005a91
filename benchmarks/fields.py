"""Facts of articles: Chistovik against trafilatura and newspaper4k, field by field.

    python -m benchmarks.fields SET… [--limit N] [--half check] [--only chistovik] [-o FILE]

A set is a file of JSON Lines, plain or `.xz`, one page a line: `html`, `url`, `lang` and the gold
`title`, `author`, `date`; pages whose `page_type` is not `article` are left out. All extractors
get the markup and the address, and no network. Hosts are cut into two halves by a hash of their
names: rules are made by looking at `develop`, and `check` tells whether they hold elsewhere.
How each field is scored is told in `benchmarks.fields_metric`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import logging
import lzma
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.fields_metric import Facts, score_facts, split_gold_names
from cleaners import CleanersError, clean

_HALVES = ("develop", "check")
_NAMES_TOGETHER = re.compile(r"\s*;\s*")
_UNKNOWN_LANGUAGE = "?"


class Gold(msgspec.Struct, frozen=True):
    """One page with what its set says about it."""

    id: str
    html: str
    url: str | None
    facts: Facts


def load_golds(path: Path, half: str | None = None, limit: int | None = None) -> list[Gold]:
    """The articles of a set, or of one half of its hosts."""
    golds: list[Gold] = []
    for row in _read_rows(path):
        if limit is not None and len(golds) >= limit:
            break
        if row.get("page_type", "article") == "article" and half in (None, half_of(row)):
            golds.append(_read_gold(row))
    return golds


def half_of(row: dict[str, Any]) -> str:
    """The half that a page belongs to, the same for all pages of a host."""
    host = str(row.get("host") or row["id"]).removeprefix("www.")
    return _HALVES[hashlib.sha256(host.encode()).digest()[0] % 2]


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    opener: Callable[..., Any] = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf8", errors="surrogatepass") as lines:
        for line in lines:
            yield json.loads(line)


def _read_gold(row: dict[str, Any]) -> Gold:
    language = row.get("lang")
    facts = Facts(
        headline=row.get("title") or None,
        authors=split_gold_names(row.get("author")),
        date=row.get("date") or None,
        language=None if language == _UNKNOWN_LANGUAGE else language,
    )
    return Gold(row["id"], row["html"], row.get("url"), facts)


def ask_chistovik(gold: Gold) -> Facts:
    """The library itself, without a site profile."""
    try:
        article = clean(gold.html, gold.url, profile=None)
    except CleanersError:
        return Facts()
    names = tuple(author.name for author in article.authors)
    return Facts(article.headline, names, article.date_published, article.in_language)


def ask_trafilatura(gold: Gold) -> Facts:
    """Its metadata, with the language that it finds in the text."""
    import trafilatura
    from trafilatura.utils import language_classifier

    page = trafilatura.bare_extraction(gold.html, url=gold.url, with_metadata=True)
    if page is None or isinstance(page, dict):
        return Facts()
    language = page.language or language_classifier(page.text or "", "")
    names = tuple(name for name in _NAMES_TOGETHER.split(page.author or "") if name)
    return Facts(page.title, names, page.date, language)


def ask_newspaper(gold: Gold) -> Facts:
    """Its parsed article; dates come as `datetime`."""
    import newspaper

    settings = newspaper.Config()
    settings.fetch_images = False  # it would ask the network for their sizes
    article = newspaper.Article(gold.url or "https://example.com/", config=settings)
    article.download(input_html=gold.html)
    article.parse()
    date = article.publish_date
    day = date.isoformat() if isinstance(date, dt.datetime) else date or None
    return Facts(article.title, tuple(article.authors), day, article.meta_lang)


CONTENDERS: dict[str, Callable[[Gold], Facts]] = {
    "chistovik": ask_chistovik,
    "trafilatura": ask_trafilatura,
    "newspaper4k": ask_newspaper,
}


def ask_safely(ask: Callable[[Gold], Facts], gold: Gold) -> Facts:
    """An extractor that fails on a page knows nothing about it."""
    try:
        return ask(gold)
    except Exception:  # noqa: BLE001 - whatever a peer raises
        return Facts()


def compare(
    path: Path, half: str | None, limit: int | None, names: Sequence[str]
) -> dict[str, Any]:
    """The figures of each contender on one set."""
    golds = load_golds(path, half, limit)
    facts = [gold.facts for gold in golds]
    figures = {
        name: score_facts(facts, [ask_safely(CONTENDERS[name], gold) for gold in golds])
        for name in names
    }
    return {"set": path.name.split(".")[0], "half": half, "pages": len(golds), "figures": figures}


def print_table(result: dict[str, Any]) -> None:
    """One line a figure, one column a contender."""
    figures: dict[str, dict[str, float]] = result["figures"]
    print(f"{result['set']}, {result['half'] or 'all'} hosts, {result['pages']} pages")
    print(f"{'':18}" + "".join(f"{name:>14}" for name in figures))
    for field in next(iter(figures.values())):
        print(f"{field:18}" + "".join(f"{scores[field]:14.3f}" for scores in figures.values()))
    print()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--half", choices=_HALVES)
    parser.add_argument("--only", choices=CONTENDERS, action="append")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # peers report every page that they can't read
    names = options.only or list(CONTENDERS)
    results = [compare(path, options.half, options.limit, names) for path in options.sets]
    for result in results:
        print_table(result)
    if options.output:
        options.output.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
