"""Labels and the runs below them: the word alone proves nothing, the run does."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict, judge_by_text
from cleaners.judge.label_runs import find_headline_runs, find_label_runs
from tests.builders import LEXICON, PROSE, TEASERS, apart, heading, item, line, link, make_page

LABEL, TAB, TEASER = Reason.LABEL, Reason.TAB, Reason.TEASER


def verdicts_alone(blocks: tuple[Block, ...]) -> list[Verdict | None]:
    """What the rules for single blocks give."""
    return [judge_by_text(block, LEXICON) for block in blocks]


def label_runs(*lines: Block | str, labels: frozenset[str] = frozenset()) -> dict[str, Reason]:
    """The reason of each block that a label took with it, by its text."""
    page = msgspec.structs.replace(make_page(*lines), labels=labels)
    found = find_label_runs(page, verdicts_alone(page.blocks), LEXICON)
    return {page.blocks[index].text: verdict.reason for index, verdict in found.items()}


def headline_runs(*lines: Block | str) -> set[str]:
    """The texts of the blocks that stand in a run of headlines."""
    blocks = make_page(*lines).blocks
    return {blocks[index].text for index in find_headline_runs(blocks, verdicts_alone(blocks))}


@pytest.mark.parametrize(
    "label",
    ["Популярное", "Читайте также", "ЧИТАЙТЕ ТАКЖЕ:", "Ещё по теме", "Архив", "Most read",
     "Related stories", "Сондай-ақ оқыңыз", "Танымал"],
)  # fmt: skip
def test_a_label_before_headlines_takes_them_with_it(label: str) -> None:
    """In every language, with or without a colon."""
    found = label_runs(*apart(*PROSE), "", label, "", *TEASERS[:3])
    assert found == {label: LABEL} | dict.fromkeys(TEASERS[:3], TEASER)


@pytest.mark.parametrize("label", ["Популярное", "Архив", "Подробности"])
def test_a_label_before_story_stays(label: str) -> None:
    """There it is a subheading."""
    assert label_runs(*apart(PROSE[0], label, PROSE[1], PROSE[2])) == {}


@pytest.mark.parametrize(
    "label", ["Читайте также", "Читайте також", "Lea también:", "Lesen Sie auch", "Дагы окуңуз"]
)
def test_an_invitation_goes_without_headlines(label: str) -> None:
    """The link that it announced was no text."""
    assert label_runs(*apart(PROSE[0], label, PROSE[1], PROSE[2])) == {label: LABEL}


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi Le pont de la gare est rouvert", "Читайте также – Дорогу закроют до осени",
        "Shuningdek o'qing “Ko'prik ochildi”", "Read next: Five bridges to see this year",
    ],
)  # fmt: skip
def test_an_invitation_takes_the_headline_behind_it(line: str) -> None:
    """With a colon between them or without."""
    assert label_runs(*apart(PROSE[0], line, PROSE[1])) == {line: TEASER}


@pytest.mark.parametrize(
    "line", ["Lire aussi le soir, voilà son plaisir.", "Читайте также вслух, советует учитель."]
)
def test_a_sentence_is_no_invitation(line: str) -> None:
    """It only begins with the same words."""
    assert label_runs(*apart(PROSE[0], line, PROSE[1])) == {}


def test_a_label_at_the_end_goes() -> None:
    """Its run was cut off or never filled."""
    assert label_runs(*apart(*PROSE, "Читайте также")) == {"Читайте также": LABEL}


def test_a_label_before_template_marks_goes() -> None:
    """A calendar that no script filled, as on pages of kazpravda.kz."""
    found = label_runs(*apart(*PROSE), "", "Архив", "", item("[[year]]"), item("[[day]]"), "", "О")
    assert found["Архив"] is LABEL


def test_a_label_before_a_date_and_story_stays() -> None:
    """A date or a credit may follow a subheading too."""
    assert label_runs(*apart(PROSE[0], "Новости", "20 мая 2025 г.", PROSE[1])) == {}


def test_tabs_belong_to_the_run() -> None:
    """They stand between the label and its headlines."""
    found = label_runs(*apart(*PROSE), "", "Популярное", "", "Все", "За неделю", *TEASERS[:2])
    assert (found["Все"], found["За неделю"]) == (TAB, TAB)


def test_tabs_alone_are_no_evidence() -> None:
    """«Популярное», «Все» and then story: nobody knows what that is, so it stays."""
    assert label_runs(*apart(PROSE[0], "Популярное", "Все", PROSE[1])) == {}


def test_a_run_ends_where_another_label_begins() -> None:
    """Each label has its own run."""
    found = label_runs(*apart(*PROSE), "", "Популярное", *TEASERS[:2], "", "Архив", *TEASERS[2:4])
    assert found == dict.fromkeys(["Популярное", "Архив"], LABEL) | dict.fromkeys(
        TEASERS[:4], TEASER
    )


def test_a_group_without_blank_lines_ends_at_the_first_one() -> None:
    """What stands apart below a group of teasers is no teaser."""
    lines = (*apart(*PROSE), "", "Читайте также", "", *TEASERS[:2], "", TEASERS[2])
    assert TEASERS[2] not in label_runs(*lines)


def test_teasers_with_blank_lines_between_them_are_one_run() -> None:
    """Then a blank line is no end."""
    found = label_runs(*apart(*PROSE, "Читайте также", *TEASERS[:4]))
    assert set(found) == {"Читайте также", *TEASERS[:4]}


def test_a_page_without_blank_lines_has_runs_too() -> None:
    """Many dumps have one line a paragraph; the run ends at the first sentence."""
    found = label_runs(*PROSE[:3], "Популярное", *TEASERS[:3], PROSE[3])
    assert set(found) == {"Популярное", *TEASERS[:3]}


def test_a_teaser_in_a_group_may_end_with_a_full_stop() -> None:
    """A short sentence among headlines is one of them."""
    teaser = "Мост открыт. Что дальше."
    found = label_runs(*apart(*PROSE), "", "Читайте также", "", TEASERS[0], teaser, TEASERS[1])
    assert found[teaser] is TEASER


def test_a_subheading_is_no_teaser() -> None:
    """In a dump with headings the story may go on with one."""
    found = label_runs(*apart(*PROSE), "", "Популярное", "", heading("Чего ждать дальше"), PROSE[0])
    assert found == {}


def test_on_a_page_with_links_only_links_are_teasers() -> None:
    """A headline without a link is story there."""
    assert label_runs(*PROSE, "Популярное", link("Стартует сезон"))["Стартует сезон"] is TEASER
    assert label_runs(link("Главная"), *PROSE, "Популярное", TEASERS[0], PROSE[0]) == {}


def test_a_linked_paragraph_is_no_teaser() -> None:
    """Sixty words and more are a story, linked or not."""
    long = link("слово " * 70 + "конец.")
    assert label_runs(*PROSE, "Популярное", long, PROSE[0]) == {}


@pytest.mark.parametrize(
    "text",
    ["Читайте также: Стартует купальный сезон", "По теме: Наследие Ясауи",
     "Related stories: Bridge opens at last"],
)  # fmt: skip
def test_a_label_and_its_headline_may_share_a_line(text: str) -> None:
    """A label of several words, a colon, a headline."""
    assert label_runs(*apart(PROSE[0], text, PROSE[1])) == {text: TEASER}


@pytest.mark.parametrize(
    "text",
    ["Новости: мост открыт", "Архив: что хранят музеи", "Читайте также: это полезно. И не забудьте",
     "Директор: мост открыт", "По теме:"],
)  # fmt: skip
def test_a_colon_alone_makes_no_inline_label(text: str) -> None:
    """One word before it, a sentence behind it, or no label at all."""
    assert label_runs(*apart(PROSE[0], text, PROSE[1])) == {}


def test_a_linked_inline_label_needs_one_word_only() -> None:
    """The link is the evidence."""
    text = "Новости: мост открыт"
    assert label_runs(*PROSE, link(text), PROSE[0]) == {text: TEASER}


def test_the_profile_may_bring_its_own_labels() -> None:
    """They count on its pages alone."""
    lines = (*apart(*PROSE), "", "Коротко о важном", "", *TEASERS[:2])
    assert label_runs(*lines) == {}
    assert label_runs(*lines, labels=frozenset({"коротко о важном"}))["Коротко о важном"] is LABEL


def test_five_headlines_in_a_row_are_a_menu() -> None:
    """Four may be anything."""
    assert headline_runs(*PROSE, "", *TEASERS[:5]) == set(TEASERS[:5])
    assert headline_runs(*PROSE, "", *TEASERS[:4]) == set()


def test_headlines_behind_a_colon_are_a_list() -> None:
    """«Назначены:» and five names belong to the story."""
    assert headline_runs(PROSE[0], "В программе праздника:", *TEASERS[:5], PROSE[1]) == set()


def test_headlines_apart_from_each_other_are_no_run() -> None:
    """Where others stand together, blank lines make them subheadings or short paragraphs."""
    assert headline_runs(*PROSE, *apart(*TEASERS)) == set()


def test_blank_lines_between_all_lines_part_nothing() -> None:
    """Some programs end every line twice."""
    assert headline_runs(*apart(*PROSE, *TEASERS)) == set(TEASERS)


def test_a_run_of_words_is_no_run_of_headlines() -> None:
    """Headlines have three words on average."""
    assert headline_runs("Один", "Два", "Три", "Четыре", "Пять", "Шесть") == set()


def test_list_items_are_no_headlines() -> None:
    """A bullet makes a list."""
    assert headline_runs(*map(item, TEASERS)) == set()


def test_a_sentence_among_them_breaks_a_run() -> None:
    """A story of short lines has some with a full stop."""
    assert headline_runs(*TEASERS[:3], "Мост открыт вчера.", *TEASERS[3:5]) == set()


def test_a_block_that_is_judged_already_ends_a_run() -> None:
    """The counter between them parts two groups of four."""
    assert headline_runs(*TEASERS[:4], line("140"), *TEASERS[2:6]) == set()
