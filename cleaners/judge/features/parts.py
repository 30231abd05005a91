"""Features of the parts of a dump that may be pages of their own, each judged alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from cleaners.decision import FACTS, Decision, Judgement, Reason
from cleaners.judge.features.block_text import Matrix
from cleaners.judge.features.boundary import BOUNDARY, Begins
from cleaners.judge.features.stems import stems_of
from cleaners.judge.prose import count_words, ends_sentence
from cleaners.labels import load_lexicon
from cleaners.labels.lexicon import OPENING

Lines = tuple[int, int]  # the first line of a part, and the one behind its last

_OWN = (
    "confidence", "headline", "facts", "date", "byline", "counter", "words", "kept_words",
    "kept_share", "kept_lines", "kept_sentences", "above", "below", "labels", "comments", "legal",
)  # fmt: skip
_HEADLINE = (
    "headline_at", "headline_words", "headline_told", "headline_score", "headline_capitals",
    "headline_asks", "headline_digits", "headline_service", "headline_probability",
)  # fmt: skip
_VOCABULARY = ("score", "least_score", "first_score", "known", "service", "first_service")
_BESIDE_WHOLE = (
    "kept_by_whole", "of_whole", "whole_confidence", "whole_words", "whole_headline",
    "whole_headline_probability",
)  # fmt: skip
_BESIDE_OTHERS = (
    "first", "last", "parts", "most_above", "most_below", "words_above", "words_below", "begins",
    "ends", "headed_above", "headed_below", "probable_above", "probable_below",
)  # fmt: skip
PART = (
    *_OWN, *_HEADLINE, *_VOCABULARY, *_BESIDE_WHOLE, *_BESIDE_OTHERS,
    *(f"begin_{name}" for name in BOUNDARY),
    *(f"end_{name}" for name in BOUNDARY),
)  # fmt: skip

_NONE = -1.0  # no part stands there
_MOST_LINES = 200  # of the story whose words are looked at
_SAMPLE = 400  # characters of a line
_MARKS = ".,:;!?…\"'«»“”„()[]"  # around words


def part_matrix(
    judged: Mapping[Lines, Judgement],
    whole: Judgement,
    begins: Begins,
    words: Mapping[str, float],
    prose: Mapping[str, float],
) -> Matrix:
    """One row per part, one column per name of `PART`.

    `judged` are all parts of a dump in their order, `whole` is the judgement about all lines,
    `begins` tells of the places between the parts; `words` are the learned log odds of words of
    short lines, `prose` those of words of running text.
    """
    own = [
        [*_own(part), *_headline(part, words), *_vocabulary(part, prose)]
        for part in judged.values()
    ]
    none = np.full(len(BOUNDARY), _NONE, np.float32)
    kept = _kept_words(whole.decisions)
    rows = []
    for number, ((begin, end), part) in enumerate(judged.items()):
        places = [begins.get(begin), begins.get(end)]
        rows.append(
            np.concatenate([
                own[number],
                _beside_whole(part, whole, kept, begin),
                _beside_others(own, number),
                [place.probability if place else _NONE for place in places],
                _headed(own, number),
                _probable(own, number),
                *(place.row if place else none for place in places),
            ])
        )  # fmt: skip
    return np.array(rows, np.float32).reshape(len(rows), len(PART))


def _own(part: Judgement) -> list[float]:
    """What the judgement about a part says."""
    decisions = part.decisions
    reasons = [decision.reason for decision in decisions]
    kept = [decision for decision in decisions if decision.kept]
    first, last = (kept[0].block.index, kept[-1].block.index) if kept else (len(decisions), -1)
    words, keeping = _words(decisions), _words(kept)
    return [
        part.confidence or 0.0,
        Reason.HEADLINE in reasons,
        sum(reason in FACTS for reason in reasons),
        Reason.PUBLICATION_DATE in reasons,
        Reason.BYLINE in reasons,
        Reason.VIEW_COUNTER in reasons,
        np.log1p(words),
        np.log1p(keeping),
        keeping / max(1, words),
        np.log1p(len(kept)),
        sum(ends_sentence(decision.block.text) for decision in kept) / max(1, len(kept)),
        np.log1p(_words(decisions[:first])),
        np.log1p(_words(decisions[last + 1 :])),
        np.log1p(reasons.count(Reason.LABEL)),
        np.log1p(reasons.count(Reason.COMMENTS)),
        np.log1p(reasons.count(Reason.LEGAL_NOTICE)),
    ]


def _headline(part: Judgement, scores: Mapping[str, float]) -> list[float]:
    """What the headline of a part looks like, and how much of it the part tells."""
    found = [one.block for one in part.decisions if one.reason is Reason.HEADLINE]
    if not found:
        return [_NONE] * len(_HEADLINE)
    text, stems = found[0].text, stems_of(found[0].text)
    told = set[str]().union(*(stems_of(one.block.text) for one in part.decisions if one.kept))
    letters = sum(map(str.isalpha, text))
    return [
        np.log1p(found[0].index),
        np.log1p(count_words(text)),
        len(stems & told) / max(1, len(stems)),
        _mean_score(text, scores),
        sum(map(str.isupper, text)) / max(1, letters),
        text.endswith("?"),
        sum(map(str.isdigit, text)) / len(text),
        _service(text),
        part.headline_probability,
    ]


def _vocabulary(part: Judgement, scores: Mapping[str, float]) -> list[float]:
    """How far the kept lines of a part have the words of stories, and how few of others."""
    kept = [one.block.text for one in part.decisions if one.kept][:_MOST_LINES]
    means = [_mean_score(text, scores) for text in kept]
    if not means:
        return [_NONE] * len(_VOCABULARY)
    known = sum(mean != 0 for mean in means) / len(means)
    return [
        sum(means) / len(means),
        min(means),
        means[0],
        known,
        sum(map(_service, kept)) / len(kept),
        _service(kept[0]),
    ]


def _mean_score(text: str, scores: Mapping[str, float]) -> float:
    words = _split(text)
    return sum(scores.get(word, 0.0) for word in words) / max(1, len(words))


def _service(text: str) -> float:
    """The share of words that speak of the use of a site."""
    known, words = load_lexicon().service, _split(text)
    found = sum(word.startswith(known.get(word[:OPENING], ("\n",))) for word in words)
    return found / max(1, len(words))


def _split(text: str) -> list[str]:
    return [word.strip(_MARKS) for word in text[:_SAMPLE].casefold().split()]


def _words(decisions: Iterable[Decision]) -> int:
    return sum(count_words(decision.block.text) for decision in decisions)


def _kept_words(decisions: Iterable[Decision]) -> int:
    return _words(decision for decision in decisions if decision.kept)


def _beside_whole(part: Judgement, whole: Judgement, kept: int, begin: int) -> list[float]:
    """How far the judgement about the whole dump, which keeps so many words, keeps these lines."""
    there = whole.decisions[begin : begin + len(part.decisions)]
    both = _words(own for own, other in zip(part.decisions, there, strict=True)
                  if own.kept and other.kept)  # fmt: skip
    return [
        both / max(1, _kept_words(part.decisions)),
        _kept_words(there) / max(1, kept),
        whole.confidence or 0.0,
        np.log1p(kept),
        any(one.reason is Reason.HEADLINE for one in there),
        whole.headline_probability,
    ]


_CONFIDENCE, _KEPT_WORDS = _OWN.index("confidence"), _OWN.index("kept_words")
_PROBABLE = len(_OWN) + _HEADLINE.index("headline_probability")
_HEADED, _FACTS = _OWN.index("headline"), _OWN.index("facts")


def _beside_others(own: Sequence[Sequence[float]], number: int) -> list[float]:
    """Where a part stands among the others, and how good those are."""
    above, below = own[:number], own[number + 1 :]
    return [
        number == 0,
        number == len(own) - 1,
        len(own),
        *(max((row[_CONFIDENCE] for row in rows), default=_NONE) for rows in (above, below)),
        *(max((row[_KEPT_WORDS] for row in rows), default=_NONE) for rows in (above, below)),
    ]


def _probable(own: Sequence[Sequence[float]], number: int) -> list[float]:
    """The highest probability of a headline of parts above and below."""
    return [
        max((row[_PROBABLE] for row in rows), default=_NONE)
        for rows in (own[:number], own[number + 1 :])
    ]


def _headed(own: Sequence[Sequence[float]], number: int) -> list[float]:
    """The highest confidence of parts above and below that have a headline and more facts."""
    return [
        max((row[_CONFIDENCE] for row in rows if row[_HEADED] and row[_FACTS] > 1), default=_NONE)
        for rows in (own[:number], own[number + 1 :])
    ]
