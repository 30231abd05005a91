"""What public benchmarks measure beside or instead of shingles, each as its own script does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.quality.scoring import harmonic
from benchmarks.quality.values import OwnMetric, SetPage
from cleaners.shingles import words_of


def exact(page: SetPage, text: str) -> tuple[float, ...]:
    """1 if output and gold have the same words in the same order, else 0."""
    return (float(words_of(page.gold or "") == words_of(text)),)


def words(page: SetPage, text: str) -> tuple[float, ...]:
    """Precision, recall, F1 of the multiset of lower-case words; share of snippets found."""
    gold, found = words_of((page.gold or "").lower()), words_of(text.lower())
    shares = (_share_in(text, page.with_), _share_in(text, page.without))
    if not gold or not found:
        both_empty = float(not gold and not found)
        return (both_empty, both_empty, both_empty, *shares)
    common = (Counter(gold) & Counter(found)).total()
    precision, recall = common / len(found), common / len(gold)
    return (precision, recall, harmonic(precision, recall), *shares)


def _share_in(text: str, snippets: Sequence[str]) -> float:
    """Share of the snippets in the text, case ignored; 1 without snippets."""
    if not snippets:
        return 1.0
    lower = text.lower()
    return sum(snippet.lower() in lower for snippet in snippets) / len(snippets)


ARTICLE_EXTRACTION = OwnMetric(("accuracy",), exact)
WCXB = OwnMetric(
    ("word precision", "word recall", "word F1", "with snippets", "without snippets"), words
)
