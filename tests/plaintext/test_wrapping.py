"""Paragraphs that a terminal broke, and all that only looks like them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.plaintext.wrapping import unwrap
from tests.builders import PROSE, TEASERS

STORY = [" ".join(PROSE), " ".join(reversed(PROSE)), " ".join(PROSE[:2])]


def wrapped(width: int, *paragraphs: str, indent: str = "") -> list[str]:
    """Paragraphs as a text browser prints them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        filled = textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent)
        lines += [*filled, ""]
    return lines[:-1]


def paragraphs(lines: list[str]) -> list[str]:
    """The lines with text in them."""
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "   "])
def test_broken_paragraphs_are_joined(width: int, indent: str) -> None:
    """At whatever width; blank lines stay."""
    joined = unwrap(wrapped(width, *STORY, indent=indent))
    assert paragraphs(joined) == STORY
    assert len(joined) == 2 * len(STORY) - 1


def test_scripts_without_spaces_are_given_none() -> None:
    """Their lines end wherever there was no room."""
    story = (
        "横跨河流的新桥于周三正式开放，第一批公交车从清晨起就在桥上行驶，市政府说这座桥将使从车站到新区的路程缩短一半。"
        * 12
    )
    lines = textwrap.wrap(story, 72)
    assert unwrap(lines) == [story]


@pytest.mark.parametrize(
    "sentence",
    [
        "新桥将于下月开放，市政府昨天宣布，工程师们正在检查最后的钢索，居民希望上班的路程因此缩短一半。",
        "नया पुल अगले महीने खुलेगा, नगर परिषद ने कल बताया कि इंजीनियर आखिरी तारों की जाँच कर रहे हैं। ",
        "قال مجلس المدينة أمس إن الجسر الجديد سيفتح الشهر المقبل بعد أن يفحص المهندسون الكابلات. ",
    ],
)
def test_a_short_story_in_a_script_without_case_is_joined(sentence: str) -> None:
    """No small letter tells there that a sentence goes on."""
    story = [(3 * sentence).strip(), (2 * sentence).strip()]
    assert paragraphs(unwrap(wrapped(72, *story))) == story


def test_lines_without_spaces_that_had_room_stay_apart() -> None:
    """What stands below is no word that did not fit: one letter of it would have."""
    start = "市政府宣布新桥将于下月开放并请居民提出意见和建议以便改进交通状况本报记者昨日报道"
    titles = [
        f"{start}{ending}" for ending in ("一", "二三", "四五六", "七八九十", "上中下", "左右")
    ]
    lines = [*wrapped(72, *STORY), "", *titles]
    assert paragraphs(unwrap(lines))[-len(titles) :] == titles


@pytest.mark.parametrize("length", [74, 86, 99])
def test_an_address_wider_than_the_text_hides_no_width(length: int) -> None:
    """Programs break no address, however long it is."""
    address = "https://example.org/".ljust(length, "a")
    lines = [*wrapped(72, *STORY, *STORY, *STORY, *STORY, *STORY), "", address]
    assert paragraphs(unwrap(lines)) == [*5 * STORY, address]


def test_a_story_in_the_column_of_a_table_is_joined() -> None:
    """Text browsers print the cells of a table side by side, the widest one beyond the screen."""
    menu = ["[home]   Weather and rates", "[maps]   Letters, archive", "         Subscribe " * 6]
    story = [" " * 38 + line if line else "" for line in wrapped(80, *STORY, *STORY)]
    joined = unwrap([*menu, "", *story, "", *menu])
    assert [line for line in joined if line.strip()] == [*menu, *STORY, *STORY, *menu]


def test_a_noun_at_the_beginning_of_a_line_is_no_headline() -> None:
    """German writes every noun with a capital; a headline stands directly above."""
    story = (
        "Der Stadtrat hat gestern die neue Brücke über den Mühlbach "
        "Anwohnern gezeigt, die Ausgaben gebilligt und einen Tag bestimmt, "
        "an dem sie eröffnet wird. Bürgermeister Walter Ohm sprach von einem guten Tag für alle."
    )
    lines = ["Neue Brücke über den Mühlbach", *textwrap.wrap(story, 60)]
    assert lines[2].startswith("Anwohnern")
    assert unwrap(lines) == [lines[0], story]


def test_items_are_not_joined() -> None:
    """Each begins with its mark; one that is broken is put together."""
    items = [f"* {text} {PROSE[0]}" for text in TEASERS[:3]]
    lines = [line for text in items for line in textwrap.wrap(text, 72, subsequent_indent="  ")]
    assert paragraphs(unwrap([*wrapped(72, *STORY), "", *lines]))[-3:] == items


def test_short_lines_are_not_joined() -> None:
    """The next word had room on them."""
    lines = [*wrapped(80, *STORY), "", *TEASERS]
    assert paragraphs(unwrap(lines))[-len(TEASERS) :] == list(TEASERS)


def test_one_long_address_is_no_matter() -> None:
    """Nobody breaks it."""
    lines = [*wrapped(72, *STORY * 6), "", "https://a.kz/" + "a" * 200]
    assert paragraphs(unwrap(lines)) == [*STORY * 6, lines[-1]]


@pytest.mark.parametrize(
    "lines", [list(PROSE), list(TEASERS), [], [""], [STORY[0]], wrapped(40, *STORY)]
)
def test_other_dumps_stay_as_they_are(lines: list[str]) -> None:
    """Paragraphs on lines, menus, verses."""
    assert unwrap(lines) == lines


@given(st.lists(st.text(alphabet="абв *-\u2003", max_size=90), max_size=30))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Nor added, nor moved."""
    assert " ".join(unwrap(lines)).split() == " ".join(lines).split()


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Der Bürgermeister sagte am Montag in einer Sitzung des Rates in Seedorf",
         "– nach langer Debatte – dem Bau der Brücke zu, und die Arbeit beginnt."),
        ("Председатель вручил гостям книги, в том числе на английском языке, и",
         "- что важнее - сборник материалов международной конференции по водам."),
    ],
)  # fmt: skip
def test_a_dash_within_a_sentence_is_no_bullet(above: str, below: str) -> None:
    """The word before it ends no sentence."""
    lines = [*wrapped(72, *STORY * 2), "", above, below]
    assert paragraphs(unwrap(lines))[-1] == f"{above} {below}"


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u200a\u2003"])
def test_a_line_of_other_spaces_is_blank(space: str) -> None:
    """A reader sees nothing there."""
    lines = [*wrapped(72, *STORY * 2), space, *wrapped(72, STORY[0])]
    assert paragraphs(unwrap(lines)) == [*STORY * 2, STORY[0]]


def test_a_word_broken_at_its_hyphen_is_one() -> None:
    """Programs break there, too."""
    story = "Об этом сообщил глава государства Касым-Жомарт Токаев в посёлке у озера на совещании. "
    for width in range(56, 90):
        lines = textwrap.wrap(story * 8, width)
        assert unwrap(lines) == [(story * 8).strip()]


def test_headlines_that_fill_the_width_stay_apart() -> None:
    """In a list where every line begins with a capital and none ends as a sentence does."""
    headlines = ["Жара спадёт в субботу",
                 "Военнослужащие столичной бригады приняли присягу на верность",
                 "Родниковую воду проверят в каждом районе", "Школа открыта"]  # fmt: skip
    lines = [*wrapped(60, *STORY * 2), "", *headlines]
    assert paragraphs(unwrap(lines))[-4:] == headlines


@pytest.mark.parametrize("width", [72, 80])
def test_a_short_story_is_joined(width: int) -> None:
    """Where every line with a small letter had no room on the one above."""
    story = [
        "The town of Millbrook opened a new ferry terminal, where a wooden pier has stood so far.",
        "The hall has seats for two hundred passengers, and four boats an hour can land beside it.",
    ]
    assert paragraphs(unwrap(wrapped(width, *story))) == story


def test_a_short_list_in_small_letters_is_not_joined() -> None:
    """Many of its items had room."""
    items = [
        "seats for two hundred passengers in the hall of the new ferry terminal",
        "four boats an hour",
        "a wooden pier that was built in the fifties and is still in a good state",
        "parking for bicycles",
    ]
    assert unwrap(items) == items
