"""Small models of lines made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from cleaners.judge.forest import Forest
from cleaners.judge.lines import measure
from cleaners.judge.lines.classifier import SECOND_NAMES
from cleaners.judge.lines.model import LineModel
from cleaners.judge.lines.words import Vocabulary
from tests.judge.models import asks, says


def make_line_model(
    *,
    first: Forest | None = None,
    second: Forest | None = None,
    confidence: float = 1.0,
    words: Mapping[str, float] | None = None,
    lines: Mapping[str, float] | None = None,
) -> LineModel:
    """A model that takes for story what ends as a sentence does, unless told otherwise."""
    return LineModel(
        Vocabulary(dict(words or {}), dict(lines or {})),
        first or asks(measure.NAMES, "ends_sentence"),
        second or asks(SECOND_NAMES, "ends_sentence"),
        says(confidence),
    )
