"""The contenders. A library is imported when its extractor first runs; none uses the network.

Peers run with their defaults, but for what no gold holds: trafilatura leaves out comments,
resiliparse texts of pictures. jusText has the settings that article-extraction-benchmark runs it
with, which serve it better than its defaults.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

from benchmarks.quality.line_filters import as_paragraphs, keep_all, keep_c4_lines
from benchmarks.quality.markup_text import text_of
from benchmarks.quality.stoplists import STOPLISTS
from benchmarks.quality.values import Extractor, SetPage
from cleaners import Article, NoMainContent, clean

REFERENCE = "chistovik"
# The same, where the gold of a set begins with the headline, which is a field of an article.
WITH_HEADLINE = "chistovik-headline"
TRAFILATURA = "trafilatura"
_JUSTEXT: dict[str, Any] = {"length_low": 50, "length_high": 200, "no_headings": True}
_JUSTEXT_STOPWORDS = {"stopwords_low": 0.1, "stopwords_high": 0.2}
_NO_STOPWORDS = {"stopwords_low": 0.0, "stopwords_high": 0.0}
_NOWHERE = "https://example.org/"  # for pages without address: newspaper4k insists on one


def chistovik_by(
    clean: Callable[[SetPage], Article], *, headline: bool = False
) -> Callable[[SetPage], str]:
    """A contender: the text of an article, on request below its headline; "" without a story."""

    def extract(page: SetPage) -> str:
        try:
            article = clean(page)
        except NoMainContent:
            return ""
        above = f"{article.headline or ''}\n" if headline else ""
        return above + article.text

    return extract


def _clean(page: SetPage) -> Article:
    return clean(page.html, page.url)


def trafilatura_with(**options: Any) -> Callable[[SetPage], str]:
    """A contender: `trafilatura.extract` with these options."""

    def extract_trafilatura(page: SetPage) -> str:
        import trafilatura

        return trafilatura.extract(page.html, include_comments=False, **options) or ""

    return extract_trafilatura


def extract_readability(page: SetPage) -> str:
    """The text of readability-lxml's summary."""
    import readability

    return text_of(readability.Document(page.html).summary(html_partial=True))


def extract_justext(page: SetPage) -> str:
    """The good paragraphs of jusText, with the stop words of the page's language.

    Where it has no list for it, its language-independent mode (no stop words are asked for).
    """
    import justext

    name = STOPLISTS.get(page.lang)
    words = _stoplist(name) if name else frozenset()
    stopwords = _JUSTEXT_STOPWORDS if name else _NO_STOPWORDS
    paragraphs = justext.justext(page.html, words, **_JUSTEXT, **stopwords)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def extract_resiliparse(page: SetPage) -> str:
    """Resiliparse's plain text of the main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page.html, main_content=True, alt_texts=False))


def extract_newspaper(page: SetPage) -> str:
    """newspaper4k's text; it is given the markup, and its image download is off."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="nltk is not installed")
        import newspaper

    article = newspaper.Article(page.url or _NOWHERE, fetch_images=False)
    article.download(input_html=page.html)
    return str(article.parse().text)


# Name, the library that it needs, the function.
_CONTENDERS: tuple[tuple[str, str, Callable[[SetPage], str]], ...] = (
    (REFERENCE, "cleaners", chistovik_by(_clean)),
    (TRAFILATURA, "trafilatura", trafilatura_with()),
    ("trafilatura-fast", "trafilatura", trafilatura_with(fast=True)),
    ("trafilatura-precision", "trafilatura", trafilatura_with(favor_precision=True)),
    ("trafilatura-recall", "trafilatura", trafilatura_with(favor_recall=True)),
    ("readability-lxml", "readability", extract_readability),
    ("justext", "justext", extract_justext),
    ("resiliparse", "resiliparse", extract_resiliparse),
    ("newspaper4k", "newspaper", extract_newspaper),
)
# Contenders for some sets, such as plain-text dumps: run only where they are asked for by name.
_FOR_SOME: tuple[tuple[str, str, Callable[[SetPage], str]], ...] = (
    (WITH_HEADLINE, "cleaners", chistovik_by(_clean, headline=True)),
    ("raw", "cleaners", keep_all),
    ("c4-lines", "cleaners", keep_c4_lines),
    ("justext-lines", "justext", lambda page: extract_justext(as_paragraphs(page))),
    ("trafilatura-lines", "trafilatura", lambda page: trafilatura_with()(as_paragraphs(page))),
)
NAMES = tuple(name for name, _, _ in _CONTENDERS)
NAMES_FOR_SOME = tuple(name for name, _, _ in _FOR_SOME)


def is_installed(name: str) -> bool:
    """Whether the library that a contender needs is there. Raises `KeyError` for no contender."""
    libraries = {contender: library for contender, library, _ in _CONTENDERS + _FOR_SOME}
    return find_spec(libraries[name]) is not None


def contender(name: str) -> Extractor:
    """The contender of this name. Raises `KeyError` if there is none."""
    functions = {known: function for known, _, function in _CONTENDERS + _FOR_SOME}
    return Extractor(name, functions[name])


@cache
def _stoplist(name: str) -> frozenset[str]:
    import justext

    return frozenset(justext.get_stoplist(name))
