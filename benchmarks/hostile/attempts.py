"""What is done with an input: Chistovik's three doors, and the same page given to others."""

from __future__ import annotations

import io
from collections.abc import Callable

from benchmarks.hostile.values import ARTICLE, HostileInput, Kind
from benchmarks.quality.markup_text import text_of
from cleaners import CleanersError, LimitError, clean
from cleaners.intake.containers import read_stream
from cleaners.intake.record import Place, Record
from cleaners.sites.parsing import parse_profile

LOST = "lost"


def try_chistovik(one: HostileInput) -> str:
    """The outcome, by the names of `values.py`."""
    try:
        if one.kind is Kind.FILE:
            return _try_file(one)
        if one.kind is Kind.PROFILE:
            return _try_profile(one)
        article = clean(one.make(), one.url, content_type=one.content_type)
    except LimitError as error:
        return f"LimitError: {error.limit}"
    except CleanersError as error:
        return type(error).__name__
    article.to_json(explain=True)
    article.to_markdown()
    return _judge(article.text, one)


def _try_file(one: HostileInput) -> str:
    data = one.make()
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    records = failures = 0
    for found in read_stream(stream, Place(one.url or "")):
        if isinstance(found, Record):
            records += 1
            article = clean(found.data, found.url, content_type=found.content_type)
            if _judge(article.text, one) != ARTICLE:
                return LOST
        else:
            failures += 1
    return f"{records} records, {failures} failures"


def _try_profile(one: HostileInput) -> str:
    from benchmarks.hostile.values import page

    profile = parse_profile(str(one.make()), "a.example.toml")
    return "profile" if _judge(clean(page(), profile=profile).text, one) == ARTICLE else LOST


def _judge(text: str, one: HostileInput) -> str:
    """An article is one that has at least half of the story's paragraphs."""
    folded = " ".join(text.split())
    found = sum(paragraph in folded for paragraph in one.story)
    return ARTICLE if 2 * found >= len(one.story) else LOST


def try_trafilatura(one: HostileInput) -> str:
    """Trafilatura with its defaults."""
    import trafilatura

    return _judge(trafilatura.extract(one.make()) or "", one)


def try_newspaper(one: HostileInput) -> str:
    """newspaper4k; it is given text, and no pictures are fetched."""
    import newspaper

    article = newspaper.Article(one.url or "https://a.example/b", fetch_images=False)
    article.download(input_html=_as_text(one))
    article.parse()
    return _judge(article.text, one)


def try_readability(one: HostileInput) -> str:
    """readability-lxml: the text of its summary."""
    import readability

    return _judge(text_of(readability.Document(one.make()).summary(html_partial=True)), one)


def _as_text(one: HostileInput) -> str:
    data = one.make()
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


CONTENDERS: dict[str, Callable[[HostileInput], str]] = {
    "chistovik": try_chistovik,
    "trafilatura": try_trafilatura,
    "newspaper4k": try_newspaper,
    "readability-lxml": try_readability,
}
