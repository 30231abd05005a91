"""What a learned profile is compared with: the generic road, trafilatura, and a naive rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.extractors import TRAFILATURA, contender
from benchmarks.quality.values import SetPage
from benchmarks.training.held_out import held_out_models
from cleaners.errors import NoMainContent
from cleaners.flow import clean_document
from cleaners.intake.open_document import open_document
from cleaners.intake.signatures import sniff_kind
from cleaners.judge.judge import Models
from cleaners.learner import SiteLearner
from cleaners.sites.profile import SiteProfile

_NAIVE_PAGES = 3  # of its host, on which a line stands to be dropped


def models_for(page: SetPage, held_out: Path | None) -> Models | None:
    """A model trained without the page's host; without a folder the shipped one."""
    return held_out_models(page, sniff_kind(page.html), held_out) if held_out else None


def learn(pages: Sequence[SetPage], host: str, models: Models | None) -> SiteProfile:
    """The profile that these pages teach."""
    learner = SiteLearner(host, models=models)
    for page in pages:
        learner.add(open_document(page.html, page.url))
    return learner.profile()


def clean_text(page: SetPage, profile: SiteProfile | None, models: Models | None) -> str:
    """The text of the story; "" where none is found."""
    try:
        return clean_document(open_document(page.html, page.url), profile, models).text
    except NoMainContent:
        return ""


def trafilatura_text(page: SetPage) -> str:
    """What trafilatura gives with its defaults, comments left out."""
    return contender(TRAFILATURA).extract(page)


def drop_repeated(texts: Sequence[str]) -> list[str]:
    r"""The naive rule: no line that stands on three pages of the host.

    >>> drop_repeated(["a\nRead also", "b\nRead also", "c\nRead also"])
    ['a', 'b', 'c']
    """
    counts = Counter(line for text in texts for line in set(map(str.strip, text.splitlines())))
    return [
        "\n".join(line for line in text.splitlines() if counts[line.strip()] < _NAIVE_PAGES)
        for text in texts
    ]
