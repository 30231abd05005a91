"""The text of a page, changed: what stays, what goes, and how the answers are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.dumps.changes import LAYOUTS, cut_in_sentence, tail_of
from benchmarks.dumps.printed import find_shown, score_shown
from benchmarks.dumps.variations import main
from benchmarks.dumps.words import count_labels
from benchmarks.fields_metric import Facts
from benchmarks.quality.values import SetPage
from cleaners.labels import load_lexicon

FIRST = "A new bridge across the river was opened on Monday for all cars and buses of the town."
SECOND = "It took the builders four years, two more than the mayor had promised to the citizens."
GOLD = f"{FIRST}\n{SECOND}"
DUMP = f"Bridge open\n\nBy Ann Lee\n3 May 2025\n\n{FIRST}\n\n{SECOND}\n\nRead also\nRoad closed"


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_changes_no_word(name: str) -> None:
    """Only what stands between the words is another."""
    assert LAYOUTS[name](DUMP).split() == DUMP.split()


def test_a_tail_begins_below_the_story() -> None:
    """What stands there on another page may stand above this one."""
    assert tail_of(DUMP, GOLD) == "Read also\nRoad closed"


def test_a_paragraph_behind_a_figure_is_story() -> None:
    """Renderers put counters and bullets in front of lines."""
    assert tail_of(DUMP.replace(SECOND, f"0{SECOND}"), GOLD) == "Read also\nRoad closed"


def test_a_dump_without_the_story_has_no_tail() -> None:
    """Nobody knows where it would begin."""
    assert not tail_of("Read also", GOLD)


def test_a_cut_goes_through_a_paragraph_and_its_gold() -> None:
    """Both end with the same words."""
    third = "Nobody could say on Monday when the old bridge beside it will be pulled down."
    cut = cut_in_sentence(f"{DUMP}\n{third}", f"{GOLD}\n{third}")
    assert cut is not None
    assert all(text.endswith("It took the builders four years, two more than") for text in cut)


def test_a_story_of_few_paragraphs_is_not_cut() -> None:
    """Hardly anything of it would be left."""
    assert cut_in_sentence(DUMP, GOLD) is None


def test_a_fact_is_shown_if_the_dump_has_its_words() -> None:
    """Case and marks do not count."""
    gold = Facts("«Bridge» open", ("Ann Lee", "Bo Ray"), "2025-05-03")
    shown = find_shown(DUMP, gold)
    assert (shown.headline, shown.authors, shown.date) == (True, ("Ann Lee",), True)


def test_a_headline_that_shares_its_line_is_not_shown() -> None:
    """The page may print it with other words."""
    text = DUMP.replace("Bridge open", "News: Bridge open")
    assert not find_shown(text, Facts("Bridge open")).headline


def test_recall_is_over_what_is_shown_and_precision_over_the_answers() -> None:
    """Nobody can find what is not there; a headline counts where it is a line of the dump."""
    gold = Facts("Bridge open", ("Ann Lee", "Bo Ray"), "2025-05-03")
    figures = score_shown(
        [
            (gold, find_shown(DUMP, gold), Facts("Bridge open", ("Ann Lee",), "2025-05-03")),
            (gold, find_shown("", gold), Facts("Road closed", ("Cy Fox",), "2025-05-04")),
        ]
    )
    assert (figures["headline"], figures["headline_precision"]) == (1.0, 1.0)
    assert (figures["date"], figures["date_precision"], figures["date_wrong"]) == (1.0, 0.5, 0.5)
    assert (figures["authors"], figures["authors_precision"]) == (1.0, 0.5)


def test_the_command_prints_a_row_for_each_variation(tmp_path: Path) -> None:
    """And the facts below."""
    page = {
        "id": "a", "url": "https://example.org/a", "title": "Bridge open", "gold": GOLD,
        "html": f"<h1>Bridge open</h1><p>{FIRST}</p><p>{SECOND}</p><p>It is blue.</p>",
    }  # fmt: skip
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(page) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(path)])
    assert result.exit_code == 0, result.output
    assert all(f"| {name} |" in result.output for name in (*LAYOUTS, "tail in front"))
    assert "| headline_precision |" in result.output


def test_labels_are_counted_as_story_and_as_none() -> None:
    """Each once a page, whatever its case."""
    pages = [
        SetPage(id="a", html="Bridge open\nREAD ALSO:\nRoad closed\nRead also", gold="Bridge open"),
        SetPage(id="b", html="Read also\nBridge", gold="Bridge\nRead also"),
    ]
    assert count_labels(pages, load_lexicon()) == {"read also": (1, 1)}
