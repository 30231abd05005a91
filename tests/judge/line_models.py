"""Small classifiers of dumps made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from cleaners.judge.features.context_pass import LINE_CONTEXT_PASS
from cleaners.judge.features.first_pass import LINE_FIRST_PASS
from cleaners.judge.features.headline_candidates import HEADLINE_PASS
from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.forest import Forest
from cleaners.judge.model import LineModel
from tests.judge.models import NO, asks, says


def make_line_model(
    *,
    first: Forest | None = None,
    context: Forest | None = None,
    headline: Forest | None = None,
    confidence: float = 1.0,
    words: Mapping[str, float] | None = None,
    lines: Mapping[str, float] | None = None,
) -> LineModel:
    """A model that takes for story what ends as a sentence does, unless told otherwise.

    The headline is the first line of two words or more.
    """
    return LineModel(
        vocabulary=Vocabulary(words=dict(words or {}), lines=dict(lines or {})),
        prose={},
        first=first or asks(LINE_FIRST_PASS, "ends_sentence"),
        context=context or asks(LINE_CONTEXT_PASS, "ends_sentence"),
        headline=headline or asks(HEADLINE_PASS, "words", 1.0),
        boundary=says(NO),
        part=says(NO),
        continued=says(NO),
        confidence=says(confidence),
    )
