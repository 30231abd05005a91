"""The passes of the classifier: what each of them sees, and which one has the last word."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pytest

from cleaners.judge.classifier import Classification, as_of_story, classify_page, keep_best
from cleaners.judge.features.confidence import CONFIDENCE_FEATURES, LINE_CONFIDENCE_FEATURES
from cleaners.judge.features.context_pass import CONTEXT_PASS, LINE_CONTEXT_PASS, OPINION_PASS
from cleaners.judge.features.first_pass import FIRST_PASS
from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.model import MarkupModel
from cleaners.page import Outline, Page
from cleaners.shingles import shingle_set
from tests.builders import PROSE, TEASERS
from tests.judge.models import NO, NO_WORDS, YES, asks, flat_page, forest, make_model, says

PAGE = flat_page(*PROSE[:2], TEASERS[0], tags=["p", "p", "div"])


def classify(page: Page, model: MarkupModel) -> Classification:
    """What a model believes of a page on which no rule spoke."""
    return classify_page(page, [None] * len(page.blocks), model)


def kept(page: Page, model: MarkupModel) -> list[bool]:
    """Which blocks are more probably story than not."""
    return [probability > 0.5 for probability in classify(page, model).probability.tolist()]


def with_opinion(page: Page, *texts: str) -> Page:
    """The page with these texts as second opinion."""
    return msgspec.structs.replace(page, opinion=shingle_set("\n".join(texts)))


def named(*names: Sequence[str]) -> Page:
    """A page whose three blocks stand in elements with these names."""
    outline = PAGE.outline
    assert outline is not None
    names_of_all = ((), *map(tuple, names))
    return msgspec.structs.replace(
        PAGE, outline=Outline(**{**msgspec.structs.asdict(outline), "names": names_of_all})
    )


@pytest.mark.parametrize(
    "names", [OPINION_PASS, LINE_CONTEXT_PASS, CONFIDENCE_FEATURES, LINE_CONFIDENCE_FEATURES]
)
def test_every_feature_has_a_name_of_its_own(names: tuple[str, ...]) -> None:
    """The model knows them by number."""
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("first", "context", "probability"), [(0, 0, 0.5), (9, 0, 0.75), (0, -9, 0.25), (9, -9, 0.5)]
)
def test_first_and_context_pass_count_alike(
    first: float, context: float, probability: float
) -> None:
    """The probability is the mean of theirs."""
    found = classify(PAGE, make_model(first=says(first), context=says(context))).probability
    assert found.tolist() == pytest.approx([probability] * 3, abs=1e-3)


def test_the_context_pass_sees_what_the_first_pass_found() -> None:
    """Block by block."""
    model = make_model(
        first=asks(FIRST_PASS, "parent_div"), context=asks(CONTEXT_PASS, "probability")
    )
    assert kept(PAGE, model) == [False, False, True]


def test_the_context_pass_sees_what_the_first_pass_found_of_neighbours() -> None:
    """Here of the block below."""
    first = asks(FIRST_PASS, "parent_div", sure=1.0)
    model = make_model(first=first, context=asks(CONTEXT_PASS, "probability_below1"))
    assert kept(PAGE, model) == [False, True, False]


def test_names_are_worth_what_the_model_has_learned() -> None:
    """Each word by itself."""
    page = named(["story"], ["sidebar"], ["story", "sidebar"])
    model = make_model(
        context=asks(CONTEXT_PASS, "name_parent"), names={"story": 2.0, "sidebar": -3.0}
    )
    assert kept(page, model) == [True, False, False]


def test_words_are_worth_what_the_model_has_learned() -> None:
    """Those of a block, and a short block as a whole."""
    page = flat_page("Sign up here", "The bridge is open", "Opening hours", tags=["p"] * 3)
    words = Vocabulary({"bridge": 2.0, "sign": -3.0}, {"opening hours": -2.5})
    known = make_model(context=asks(CONTEXT_PASS, "word_scores"), vocabulary=words)
    assert kept(page, known) == [False, True, False]
    known = make_model(context=asks(CONTEXT_PASS, "line_score", -1.0), vocabulary=words)
    assert kept(page, known) == [True, True, False]


def test_where_a_second_opinion_was_asked_the_opinion_pass_has_the_last_word() -> None:
    """It sees what the other extractor holds."""
    page = with_opinion(PAGE, PROSE[1], TEASERS[0])
    model = make_model(context=says(YES), opinion=asks(OPINION_PASS, "opinion"))
    assert kept(page, model) == [False, True, True]


def test_where_nobody_was_asked_there_is_no_opinion_pass() -> None:
    """An opinion that is empty is one."""
    model = make_model(context=says(YES), opinion=says(NO))
    assert kept(PAGE, model) == [True] * 3
    assert kept(with_opinion(PAGE), model) == [False] * 3


@pytest.mark.parametrize(
    ("page", "confidence"),
    [(PAGE, 0.25), (with_opinion(PAGE), 0.75), (with_opinion(PAGE, *PROSE), 0.75)],
)
def test_the_confidence_knows_whether_a_second_opinion_was_asked(
    page: Page, confidence: float
) -> None:
    """The feature of an opinion is negative where there is none."""
    asked = forest([[CONFIDENCE_FEATURES.index("kept_in_opinion")]], [[-0.5]], [[0.25, 0.75]])
    model = MarkupModel(
        names={},
        vocabulary=NO_WORDS,
        first=says(YES),
        context=says(YES),
        opinion=says(YES),
        confidence=asked,
    )
    assert classify(page, model).confidence == as_of_story(confidence)


def test_the_same_page_is_classified_the_same() -> None:
    """No pass leaves anything behind."""
    first, again = classify(PAGE, make_model()), classify(PAGE, make_model())
    assert first.probability.tolist() == again.probability.tolist()


@pytest.mark.parametrize(
    ("probability", "kept"),
    [
        ((0.9, 0.9, 0.1), (True, True, False)),
        ((0.95, 0.95, 0.45), (True, True, False)),  # little to win: one half decides
        ((0.4, 0.4, 0.3), (True, True, True)),  # nothing is sure: what is worth keeping together
        ((0.1, 0.1, 0.1), (False, False, False)),
    ],
)
def test_an_unclear_page_has_a_lower_threshold(
    probability: tuple[float, ...], kept: tuple[bool, ...]
) -> None:
    """One half where it is clear, never less than a fifth."""
    found = keep_best(np.array(probability, np.float32), np.full(3, 30, np.float32))
    assert tuple(found) == kept


@pytest.mark.parametrize("confidence", [0.0, 0.1, 0.2, 0.3])
def test_what_is_probably_no_story_keeps_its_confidence(confidence: float) -> None:
    """The bounds for that mean what they meant to the forest."""
    assert as_of_story(confidence) == confidence


def test_unclear_stories_are_better_than_the_forest_says() -> None:
    """It has to say the same of pages without a story; the order of the pages stays."""
    told = [number / 100 for number in range(101)]
    lifted = [as_of_story(confidence) for confidence in told]
    assert lifted == sorted(lifted)
    assert all(low <= high for low, high in zip(told, lifted, strict=True))
    assert as_of_story(0.6) > 0.6
    assert as_of_story(1.0) == pytest.approx(1.0)
