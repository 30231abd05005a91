"""The words of blocks and lines: how they are cut, what is known of them, what they share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.block import Block
from cleaners.judge.features.line_words import (
    PROSE_FEATURES,
    TOPIC_FEATURES,
    VOCABULARY_FEATURES,
    SplitLines,
    Vocabulary,
    prose_features,
    split_words,
    topic_features,
    vocabulary_features,
)
from tests.builders import make_page

KNOWN = Vocabulary({"читайте": -2.0, "мост": 1.0, "0": -0.5}, {"комментарии (0)": -3.0})


def blocks(*lines: str) -> tuple[Block, ...]:
    """These lines."""
    return make_page(*lines).blocks


def words_of(split: SplitLines, line: int) -> list[str]:
    """The words of one line."""
    ends = [-1, *np.flatnonzero(split.tokens == 0).tolist()]
    return [split.distinct[token] for token in split.tokens[ends[line] + 1 : ends[line + 1]]]


def scored(line: str, name: str) -> float:
    """One feature of one line."""
    return float(
        vocabulary_features(split_words(blocks(line)), KNOWN)[0, VOCABULARY_FEATURES.index(name)]
    )


def topic(name: str, *lines: str, story: list[float] | None = None) -> list[float]:
    """One feature of each line; all lines are story unless told otherwise."""
    split = split_words(blocks(*lines))
    values = np.array(story or [1.0] * len(lines), np.float32)
    return [float(v) for v in topic_features(split, values)[:, TOPIC_FEATURES.index(name)]]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Читайте также", ["читайте", "также"]),
        ("«Мост» — открыт!", ["мост", "", "открыт"]),
        ("15 фото, 2025", ["0", "фото", "0"]),
        ("топ-10 новостей", ["топ-10", "новостей"]),
        ("新桥开放。", ["新桥", "桥开", "开放", "。"]),  # no spaces: every two neighbours
        ("2026年", ["0", "年"]),
        ("새 다리", ["새", "다리"]),
        ("мост \x00 открыт\x00", ["мост", "открыт"]),  # no mark of ours
    ],
)
def test_a_line_is_cut_into_words(line: str, words: list[str]) -> None:
    """Without case and the marks around them; figures are all alike."""
    assert words_of(split_words(blocks("x", line, "y")), 1) == words


def test_each_word_knows_its_line() -> None:
    """Also behind a line of marks."""
    split = split_words(blocks("Мост открыт", "—", "Город рад"))
    assert [words_of(split, line) for line in range(3)] == [
        ["мост", "открыт"],
        [""],
        ["город", "рад"],
    ]


def test_numbers_do_not_tell_lines_apart() -> None:
    """«Комментарии (12)» is «Комментарии (3)»."""
    assert (
        split_words(blocks("Комментарии (12)", "Комментарии (3)")).lines == ["комментарии (0)"] * 2
    )


def test_a_long_line_is_not_known_as_a_whole() -> None:
    """Nobody else has it."""
    assert split_words(blocks("слово " * 30)).lines == [""]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("word_scores", -1.5), ("word_score_mean", -0.5), ("word_score_most", 1.0),
        ("word_score_least", -2.0), ("word_score_first", -2.0),
        ("word_score_last", -0.5), ("words_known", 1.0),
    ],
)  # fmt: skip
def test_what_is_known_of_the_words_of_a_line(name: str, expected: float) -> None:
    """Their sum, mean, extremes, ends."""
    assert scored("Читайте: мост 2025", name) == pytest.approx(expected)


def test_of_unknown_words_nothing_is_known() -> None:
    """They say neither."""
    assert all(scored("город рад", name) == 0 for name in VOCABULARY_FEATURES)


def test_a_line_is_known_as_a_whole() -> None:
    """Whatever its number."""
    assert scored("Комментарии (7)", "line_score") == -3.0


def test_a_line_talks_of_what_other_lines_do() -> None:
    """Endings do not matter, nor do short words."""
    lines = ("Строители сдали мосты", "О строительстве на реке", "Погода в мае")
    assert topic("topic_share", *lines) == pytest.approx([1 / 3, 1 / 2, 0])


def test_lines_that_are_no_story_tell_no_topic() -> None:
    """A teaser does not vouch for another."""
    lines = ("Строители сдали мосты", "О строительстве на реке")
    assert topic("topic_share", *lines, story=[0.0, 1.0]) == pytest.approx([1 / 3, 0])


def test_pairs_of_characters_tell_a_topic() -> None:
    """Chinese and Japanese have no spaces between words: «新桥» stands in both."""
    assert topic("topic_share", "新桥今天开放", "市长剪彩新桥") == pytest.approx([1 / 5, 1 / 5])


def test_a_line_of_short_words_has_no_topic() -> None:
    """That is something else than another topic."""
    assert topic("topic_share", "Ещё", "Мост открыт") == [-1, 0]


@given(
    st.lists(st.text(max_size=40).filter(lambda text: text.strip() != ""), min_size=1, max_size=8)
)
def test_whatever_the_lines_each_has_a_row(lines: list[str]) -> None:
    """Of finite numbers."""
    read = tuple(make_page(*(" ".join(text.split()) or "x" for text in lines)).blocks)
    split = split_words(read)
    for matrix in (
        vocabulary_features(split, KNOWN),
        topic_features(split, np.ones(len(read), np.float32)),
    ):
        assert len(matrix) == len(read)
        assert np.isfinite(matrix).all()


COMMENT = "я тоже так думаю, и мне очень жаль, что мы с мужем туда опоздали вчера"
STORY = "строители сообщили, что мост откроют для движения автобусов осенью этого года, в октябре"
OF_PROSE = {"я": -2.0, "мне": -1.0, "сообщили": 1.5}


def prose(name: str, *lines: str) -> list[float]:
    """One feature of each line."""
    matrix = prose_features(split_words(blocks(*lines)), OF_PROSE)
    return [float(value) for value in matrix[:, PROSE_FEATURES.index(name)]]


def test_running_text_is_told_by_its_words() -> None:
    """The mean of the known ones, the most and the least telling."""
    assert prose("prose_score_mean", COMMENT, STORY, "Мост") == [-1.5, 1.5, 0.0]
    assert prose("prose_score_most", COMMENT, STORY) == [0.0, 1.5]
    assert prose("prose_score_least", COMMENT, STORY) == [-2.0, 0.0]


def test_short_lines_say_nothing_as_running_text() -> None:
    """Only longer ones count, and for the lines around them."""
    assert prose("prose_score", "Я сообщили", COMMENT)[0] == 0.0
    near = prose("prose_score_window2", "Я", COMMENT, "Мост", "Река", "Порт")
    assert near == [-1.5, -1.5, -1.5, -1.5, 0.0]
