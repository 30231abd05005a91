"""What is said of the lines of a dump, once the classifier has spoken."""

from __future__ import annotations

import pytest

from cleaners.block import Block
from cleaners.decision import Decision, Reason
from cleaners.judge.judge import Models, judge
from cleaners.judge.model import LineModel
from tests.builders import LEXICON, PROSE, apart, item, make_page
from tests.judge.line_models import make_line_model
from tests.judge.models import says

TITLE = "Мост через Ишим открыт"


def decide(*lines: Block | str, model: LineModel | None = None) -> dict[str, Decision]:
    """The decision about each line, by its text; by a model that looks for full stops."""
    page = make_page(*lines)
    found = judge(page, LEXICON, Models(lines=model or make_line_model()))
    return {decision.block.text: decision for decision in found.decisions}


def test_what_the_classifier_keeps_is_story() -> None:
    """List items are the story's lists."""
    found = decide(TITLE, *PROSE, item("Первое."))
    assert found[PROSE[0]].reason is Reason.STORY_TEXT
    assert found["Первое."].reason is Reason.STORY_LIST
    assert found["Первое."].rule == "classifier"


def test_the_line_above_is_the_headline() -> None:
    """Found by the rules for openings."""
    assert decide(TITLE, *PROSE)[TITLE].reason is Reason.HEADLINE


@pytest.mark.parametrize("text", ["[[year]].", "Фото: ЦИК", "1 / 4", "140"])
def test_what_is_certain_is_never_story(text: str) -> None:
    """Whatever the classifier says."""
    found = decide(TITLE, *PROSE[:2], text, *PROSE[2:], model=make_line_model(context=says(4)))
    assert not found[text].kept


def test_some_rules_are_evidence_alone() -> None:
    """A line that looks like a teaser may belong to a story."""
    teaser = "Новости региона: Мост открыт раньше срока"
    everything = make_line_model(context=says(4))
    assert decide(TITLE, *PROSE[:2], teaser, *PROSE[2:], model=everything)[teaser].kept


def test_an_invitation_with_a_headline_is_no_story() -> None:
    """Whatever the classifier says."""
    teaser = "Читайте также: Мост открыт раньше срока"
    everything = make_line_model(context=says(4))
    assert not decide(TITLE, *PROSE[:2], teaser, *PROSE[2:], model=everything)[teaser].kept


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Дорогу закроют до осени из-за…", "Ярмарка мёда собрала в селе..."),
        ("Road to be closed until autumn as…", "Honey fair draws hundreds to the…"),
        ("La route fermée jusqu'à l'automne…", "Foire au miel : les producteurs..."),
    ],
)
def test_headlines_that_are_cut_are_teasers(first: str, second: str) -> None:
    """One below the other; a single one may be speech that breaks off."""
    everything = make_line_model(context=says(4))
    found = decide(TITLE, *PROSE, first, second, model=everything)
    assert found[first].rule == found[second].rule == "cut_headline"
    assert decide(TITLE, *PROSE, first, model=everything)[first].kept


def test_what_is_not_kept_says_where_it_stands() -> None:
    """Above, between, below."""
    found = decide("Общество", TITLE, PROSE[0], "между абзацами", PROSE[1], "под текстом")
    assert found["между абзацами"].rule == "classifier"
    assert found["под текстом"].rule == "line_behind_story"
    assert found["Общество"].rule == "line_above_headline"


def test_a_name_below_the_story_signs_it() -> None:
    """It credits the author."""
    assert decide(TITLE, *PROSE, "Ася Петрова")["Ася Петрова"].reason is Reason.BYLINE


def test_where_confidence_is_low_there_is_no_story() -> None:
    """Every line says so."""
    found = decide(TITLE, *PROSE, model=make_line_model(confidence=0.05))
    assert {found[text].rule for text in PROSE} == {"no_story_on_page"}


def test_menus_alone_are_no_story() -> None:
    """Even if the classifier likes them."""
    found = decide("Главная", "Новости", "Спорт", model=make_line_model(context=says(4)))
    assert not any(decision.kept for decision in found.values())


def test_the_confidence_is_told() -> None:
    """Between 0 and 1."""
    page = make_page(*apart(TITLE, *PROSE))
    models = Models(lines=make_line_model(confidence=0.75))
    assert judge(page, LEXICON, models).confidence == pytest.approx(0.75)
