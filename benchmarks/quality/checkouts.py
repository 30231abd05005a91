"""Sets from the checkouts of public benchmarks, read where they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality import own_metrics
from benchmarks.quality.fundus import load_fundus
from benchmarks.quality.reading import (
    declared_language,
    read_object,
    read_packed,
    text_at,
    texts_at,
)
from benchmarks.quality.sets import SetError, host_of, load_file, web_address
from benchmarks.quality.values import PageSet, SetPage


def load_set(argument: str) -> PageSet:
    """The set that an argument names: a file, or `KIND:DIR` for a checkout.

    Raises `SetError` for a set that is not there.
    """
    kind, separator, folder = argument.partition(":")
    if separator and kind in LOADERS:
        return LOADERS[kind](Path(folder))
    if not Path(argument).is_file() and separator:
        raise SetError(f"{argument}: unknown set; a checkout is one of {', '.join(LOADERS)}")
    return load_file(Path(argument))


def load_article_extraction(folder: Path) -> PageSet:
    """scrapinghub/article-extraction-benchmark: `ground-truth.json` and `html/ID.html.gz`."""
    truth = read_object(folder / "ground-truth.json")

    def read() -> Iterator[SetPage]:
        for page_id, facts in truth.items():
            html = read_packed(folder / "html" / f"{page_id}.html.gz")
            url = web_address(text_at(facts, "url"))
            yield SetPage(
                id=page_id, html=html, url=url, host=host_of(page_id, url),
                lang="en", gold=text_at(facts, "articleBody"),
            )  # fmt: skip

    return PageSet("article-extraction-benchmark", read, own=own_metrics.ARTICLE_EXTRACTION)


def load_wcxb(folder: Path) -> PageSet:
    """Murrough-Foley/web-content-extraction-benchmark, or one split of it; `dev` if none is named.

    A split has `ground-truth/ID.json` and `html/ID.html.gz`.
    """
    split = folder if (folder / "ground-truth").is_dir() else folder / "dev"
    paths = sorted((split / "ground-truth").glob("*.json"))
    if not paths:
        raise SetError(f"{split / 'ground-truth'}: no *.json there")

    def read() -> Iterator[SetPage]:
        for path in paths:
            facts = read_object(path)
            if isinstance(facts.get("ground_truth"), dict):
                yield _wcxb_page(facts, path.stem, read_packed(split / "html" / _packed(path)))

    return PageSet(f"wcxb-{split.resolve().name}", read, own=own_metrics.WCXB)


def _wcxb_page(facts: dict[str, Any], page_id: str, html: str) -> SetPage:
    truth, url = facts["ground_truth"], web_address(text_at(facts, "url"))
    return SetPage(
        id=page_id,
        html=html,
        url=url,
        host=host_of(page_id, url),
        lang=declared_language(html),
        page_type=_wcxb_type(facts),
        title=text_at(truth, "title") or None,
        author=text_at(truth, "author") or None,
        date=text_at(truth, "publish_date") or None,
        gold=text_at(truth, "main_content"),
        with_=texts_at(truth, "with"),
        without=texts_at(truth, "without"),
    )


def _wcxb_type(facts: dict[str, Any]) -> str:
    """As the benchmark reads it: an object or a word, `category` an older name, else an article."""
    found = text_at(facts, "_internal", "page_type", "primary")
    found = found or text_at(facts, "_internal", "page_type") or "article"
    return "collection" if found == "category" else found


def _packed(path: Path) -> str:
    return f"{path.stem}.html.gz"


LOADERS: dict[str, Callable[[Path], PageSet]] = {
    "article-extraction-benchmark": load_article_extraction,
    "wcxb": load_wcxb,
    "fundus": load_fundus,
}
