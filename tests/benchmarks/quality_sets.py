"""Small pages, sets, checkouts and runs for the tests of the quality benchmark."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.values import Extractor, Output, PageResult, Results, SetPage

# Long enough for jusText, which trusts no paragraph below 200 characters alone.
STORY = (
    "The new bridge was opened on Wednesday, and all of the town came to see it at last. "
    "The first to cross it were the builders and their families, then came the buses, and in "
    "the evening there were more people on it than in any other street of the town.\n"
    "Builders had worked on it for two years, although they had hoped to be ready in one. "
    "In the second winter the ice was so thick that nothing could be done for three months, "
    "and after that the water was too high for the boats that bring the stones.\n"
    "Traffic over the old bridge ends in autumn, and its piers go before the first ice. "
    "What is to be done with the stones is not known, but there are some in the town who would "
    "like to have a wall of them along the river, where the children play."
).split("\n")
HTML = (
    '<html lang="en"><head><title>Bridge open</title></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Bridge open</h1>{''.join(f'<p>{text}</p>' for text in STORY)}</article>"
    "<footer>All rights reserved</footer></body></html>"
)


def page(page_id: str = "1", **facts: Any) -> SetPage:
    """A page of the set; its story is its gold unless the facts say otherwise."""
    return SetPage(**{"id": page_id, "html": HTML, "gold": "\n".join(STORY), "lang": "en", **facts})


def write_set(path: Path, pages: Sequence[dict[str, Any] | str]) -> Path:
    """A set in a file, one line a page; a page given as text is the line itself."""
    lines = [page if isinstance(page, str) else json.dumps(page) for page in pages]
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "\n".join([*lines, ""]).encode("utf-8", "surrogatepass")
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    return path


def line(page_id: str = "1", **facts: Any) -> dict[str, Any]:
    """A page as it stands in a file."""
    return {"id": page_id, "html": HTML, "lang": "en", "page_type": "article", **facts}


def write_packed(path: Path, text: str = HTML) -> None:
    """A `.html.gz` of a checkout."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))


def write_json(path: Path, value: object) -> None:
    """A JSON file of a checkout."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def write_fundus(folder: Path, versions: Sequence[str], days: Sequence[str], url: str) -> None:
    """A checkout of fundus: a publisher with articles for these versions, pages of these days."""
    country = folder / "tests" / "resources" / "parser" / "test_data" / "at"
    names = [f"Kurier_{day}.html.gz" for day in days]
    write_json(country / "Kurier.json", {name: fundus_article(name) for name in versions})
    write_json(country / "meta.info", {name: {"url": url, "crawl_date": ""} for name in names})
    for name in names:
        write_packed(country / name)


def fundus_article(paragraph: str) -> dict[str, Any]:
    """An article as fundus writes it down."""
    sections = [{"headline": ["Later"], "paragraphs": [paragraph]}]
    return {
        "authors": ["Ann Low", "Ben High"],
        "body": {"summary": ["Open."], "sections": sections},
        "publishing_date": "2025-06-30 15:59:30+02:00",
        "title": "Bridge open",
    }


def write_wcxb(folder: Path, facts: dict[str, Any], split: str = "dev") -> None:
    """One page of a split of a WCXB checkout."""
    write_json(folder / split / "ground-truth" / "0001.json", facts)
    write_packed(folder / split / "html" / "0001.html.gz")


def write_article_extraction(folder: Path, url: str) -> None:
    """One page of an article-extraction-benchmark checkout."""
    write_json(folder / "ground-truth.json", {"0a1b": {"articleBody": "Open", "url": url}})
    write_packed(folder / "html" / "0a1b.html.gz")


def write_named_sets(folder: Path, words: Sequence[str]) -> None:
    """The sets that the words of a command name, one page each."""
    url, truth = "https://example.org/a", {"main_content": "\n".join(STORY)}
    for word in words:
        kind, _, place = word.partition(":")
        if word.endswith((".jsonl", ".jsonl.xz")):
            write_set(folder / word, [line(gold=truth["main_content"])])
        elif kind == "article-extraction-benchmark":
            write_article_extraction(folder / place, url)
        elif kind == "wcxb":
            write_wcxb(folder / place, {"url": url, "ground_truth": truth})
        elif kind == "fundus":
            write_fundus(folder / place, ["V1"], ["2025_06_30"], url)


def says(name: str, text: str) -> Extractor:
    """An extractor that gives the same text for every page."""
    return Extractor(name, lambda _page: text)


def results_of(pages: Sequence[SetPage], **texts: Sequence[str]) -> Results:
    """A run in which each extractor gave these texts, a tenth of a second each."""
    columns = zip(*texts.values(), strict=True)
    done = (
        PageResult(page, tuple(Output(text, 0.1) for text in column))
        for page, column in zip(pages, columns, strict=True)
    )
    return Results(tuple(texts), tuple(done), peak_memory=100 * 1024 * 1024)
