"""HTML of a site without a profile: the classifier decides, rules and names say why."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
import pytest

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.judge import Models, judge, judge_by_rules
from cleaners.judge.markup_judge import judge_markup
from cleaners.judge.model import MarkupModel
from cleaners.page import Found, HeadData, Page, Zone
from tests.builders import LEXICON, PROSE, TEASERS, heading, item, line, link, picture
from tests.judge.models import flat_page, make_model, says

MODEL = make_model()
OTHER = "Совсем другой рассказ о совсем другой реке."


def page(*lines: Block | str, against: Collection[str] = (), zones: tuple[Zone, ...] = ()) -> Page:
    """A page of whose blocks the classifier takes all but some for story."""
    texts = [given if isinstance(given, str) else given.text for given in lines]
    tags = ["div" if text in against else "p" for text in texts]
    return msgspec.structs.replace(flat_page(*lines, tags=tags), zones=zones)


def zone(reason: Reason) -> tuple[Zone, ...]:
    """The only part of a page that has a telling name."""
    return (Zone(reason, "class: name", certain=False),)


def verdicts(judged: Page, model: MarkupModel = MODEL) -> list[Verdict]:
    """The verdict of each block, in page order."""
    decisions = judge(judged, LEXICON, Models(markup=model)).decisions
    return [Verdict(decision.reason, decision.rule) for decision in decisions]


def reasons(judged: Page, model: MarkupModel = MODEL) -> dict[str, Reason]:
    """The reason of each block, by its text."""
    found = verdicts(judged, model)
    pairs = zip(judged.blocks, found, strict=True)
    return {block.text: verdict.reason for block, verdict in pairs}


def outside(text: str, *lines: Block | str, zones: tuple[Zone, ...] = ()) -> Verdict:
    """The verdict of a block that is no story, on a page of these and story below it."""
    judged = page(*lines, *PROSE, against={text}, zones=zones)
    return verdicts(judged)[next(block.index for block in judged.blocks if block.text == text)]


def test_what_the_classifier_keeps_is_story() -> None:
    """And every block has a verdict."""
    assert verdicts(page(*PROSE)) == [Verdict(Reason.STORY_TEXT, "classifier")] * 4


@pytest.mark.parametrize("kind", [Kind.LIST_ITEM, Kind.TABLE])
def test_lists_and_tables_say_that_they_are_listed(kind: Kind) -> None:
    """Kept all the same."""
    listed = line("бег на сто метров", kind)
    assert reasons(page(*PROSE, listed))[listed.text] is Reason.STORY_LIST


@pytest.mark.parametrize(("score", "reason"), [(0.4, "story_text"), (-2.0, "outside_story")])
def test_a_block_is_kept_that_is_probably_story(score: float, reason: str) -> None:
    """At log odds of 0 it might as well be none."""
    model = make_model(first=says(score), context=says(score))
    assert set(reasons(page(*PROSE), model).values()) == {reason}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[year]]", Reason.PLACEHOLDER),
        ("Фото: ЦИК", Reason.PHOTO_CREDIT),
        ("1 / 4", Reason.GALLERY_COUNTER),
    ],
)
def test_what_is_never_story_goes_though_the_classifier_keeps_it(text: str, reason: Reason) -> None:
    """Whatever stands around it."""
    assert reasons(page(PROSE[0], text, PROSE[1]))[text] is reason


@pytest.mark.parametrize("text", ["Популярное", "Печать", "140", "20 мая 2025 г."])
def test_other_rules_give_way_to_the_classifier(text: str) -> None:
    """It has heard them."""
    assert reasons(page(PROSE[0], text, PROSE[1]))[text] is Reason.STORY_TEXT


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Поделиться", Verdict(Reason.SHARE, "label_alone")),
        ("140", Verdict(Reason.BARE_COUNTER, "bare_counter")),
        ("20 мая 2025 г.", Verdict(Reason.PUBLICATION_DATE, "date_line")),
    ],
)
def test_a_rule_says_why_a_block_goes(text: str, verdict: Verdict) -> None:
    """Before the name of its part does."""
    assert outside(text, line(text, zone=0), zones=zone(Reason.TEASER)) == verdict


@pytest.mark.parametrize("reason", [Reason.TEASER, Reason.SHARE, Reason.HIDDEN, Reason.NAVIGATION])
def test_the_name_of_its_part_says_why(reason: Reason) -> None:
    """Before its links do."""
    assert outside(OTHER, link(OTHER, zone=0), zones=zone(reason)) == Verdict(reason, "class: name")


@pytest.mark.parametrize("reason", [Reason.TEASER, Reason.SHARE, Reason.HIDDEN, Reason.NAVIGATION])
def test_no_name_speaks_against_the_classifier(reason: Reason) -> None:
    """«sidebar» may be the name of a page's only column."""
    named = page(*PROSE[:3], line(PROSE[3], zone=0), zones=zone(reason))
    assert reasons(named)[PROSE[3]] is Reason.STORY_TEXT


def test_links_say_why() -> None:
    """Before its place does."""
    assert outside(OTHER, link(OTHER)) == Verdict(Reason.LINK_DENSE, "link_dense")


def test_a_link_that_the_classifier_keeps_stays() -> None:
    """Some papers link their whole lead."""
    assert reasons(page(link(PROSE[0]), *PROSE[1:]))[PROSE[0]] is Reason.STORY_TEXT


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        (0, Verdict(Reason.OUTSIDE_STORY, "above_story")),
        (2, Verdict(Reason.UNLIKE_STORY, "classifier")),
        (4, Verdict(Reason.OUTSIDE_STORY, "below_story")),
    ],
)
def test_its_place_says_why(place: int, verdict: Verdict) -> None:
    """Where nothing else speaks against a block within the story, the classifier alone does."""
    lines = [*PROSE[:place], OTHER, *PROSE[place:]]
    assert verdicts(page(*lines, against={OTHER}))[place] == verdict


@pytest.mark.parametrize(
    ("reason", "fact"),
    [
        (Reason.BYLINE, "Ася Петрова"),
        (Reason.PUBLICATION_DATE, "вышло 20-го"),
        (Reason.VIEW_COUNTER, "прочли 140 человек"),
    ],
)
def test_a_fact_stands_in_the_part_named_after_it(reason: Reason, fact: str) -> None:
    """A name in the byline, figures in the others."""
    assert outside(fact, line(fact, zone=0), zones=zone(reason)).reason is reason


@pytest.mark.parametrize("reason", [Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER])
@pytest.mark.parametrize("text", [OTHER, f"20 мая 2025 г. {OTHER} {OTHER} {OTHER}"])
def test_other_text_in_such_a_part_is_no_fact(reason: Reason, text: str) -> None:
    """Neither a name nor a figure, or too long."""
    verdict = outside(text, line(text, zone=0), zones=zone(reason))
    assert verdict == Verdict(Reason.OUTSIDE_STORY, "above_story")


def test_a_bare_number_in_a_part_named_after_readers_counts_them() -> None:
    """Elsewhere it counts nothing that we know."""
    lines = (line("140", zone=0), line("7"), *PROSE)
    found = reasons(page(*lines, against={"140", "7"}, zones=zone(Reason.VIEW_COUNTER)))
    assert (found["140"], found["7"]) == (Reason.VIEW_COUNTER, Reason.BARE_COUNTER)


def test_a_bare_number_in_another_part_counts_no_readers() -> None:
    """Comments are counted too."""
    found = outside("140", line("140", zone=0), zones=zone(Reason.COMMENTS))
    assert found.reason is Reason.BARE_COUNTER


@pytest.mark.parametrize("against", [(), ("МОСТ открыт",)])
@pytest.mark.parametrize(
    "told", [Page((), head=HeadData(headline="Мост Открыт")), Page((), found=Found("мост открыт"))]
)
def test_the_headline_that_is_told_is_found_on_the_page(
    told: Page, against: tuple[str, ...]
) -> None:
    """Whatever its case, whatever the classifier takes it for."""
    named = page("МОСТ открыт", *PROSE, against=against)
    named = msgspec.structs.replace(named, head=told.head, found=told.found)
    assert verdicts(named)[0] == Verdict(Reason.HEADLINE, "headline_on_page")


def test_a_heading_of_the_first_rank_is_a_headline() -> None:
    """Where the classifier does not keep it."""
    assert outside("Мост открыт", heading("Мост открыт", 1)).reason is Reason.HEADLINE


@pytest.mark.parametrize("level", [1, 2])
def test_a_heading_that_the_classifier_keeps_is_story(level: int) -> None:
    """Some pages have subheadings of the first rank."""
    found = reasons(page(PROSE[0], heading("Чего ждать", level), PROSE[1]))
    assert found["Чего ждать"] is Reason.STORY_TEXT


def test_a_subheading_outside_is_no_headline() -> None:
    """It stands over something else."""
    found = outside("Чего ждать", heading("Чего ждать"))
    assert found == Verdict(Reason.OUTSIDE_STORY, "above_story")


def test_a_picture_between_kept_blocks_is_kept() -> None:
    """So is one below in a paragraph beside the last; one above, with no headline, is not."""
    lines = (picture(), PROSE[0], picture(), PROSE[1], picture())
    assert [verdict.reason for verdict in verdicts(page(*lines))] == [
        Reason.PICTURE,
        Reason.STORY_TEXT,
        Reason.BETWEEN_STORY_TEXT,
        Reason.STORY_TEXT,
        Reason.BETWEEN_STORY_TEXT,
    ]


def test_an_embed_between_kept_blocks_is_kept() -> None:
    """A player belongs to the story around it."""
    player = line("", Kind.EMBED, url="https://a.kz/player")
    assert verdicts(page(PROSE[0], player, PROSE[1]))[1].reason is Reason.BETWEEN_STORY_TEXT


@pytest.mark.parametrize(
    ("between", "reason"), [(10, Reason.BETWEEN_STORY_TEXT), (11, Reason.PICTURE)]
)
def test_in_a_wide_gap_no_picture_is_kept(between: int, reason: Reason) -> None:
    """Another story may stand there."""
    lines = [f"Строка номер {number}" for number in range(between)]
    found = verdicts(page(PROSE[0], picture(), *lines, PROSE[1], against=lines))
    assert found[1].reason is reason


def test_text_between_kept_blocks_is_not_kept_for_its_place() -> None:
    """The classifier has looked at its neighbours."""
    found = reasons(page(PROSE[0], "Чего ждать", PROSE[1], against={"Чего ждать"}))
    assert found["Чего ждать"] is Reason.UNLIKE_STORY


def test_slogans_alone_are_no_story() -> None:
    """Everything is rejected, pictures too."""
    found = verdicts(page(TEASERS[0], picture(), *TEASERS[1:4]))
    assert set(found) == {Verdict(Reason.OUTSIDE_STORY, "no_prose")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Мост через Ишим сегодня открыт.", Reason.STORY_TEXT),
        ("Мост через Ишим открыт.", Reason.OUTSIDE_STORY),
        ("Мост через Ишим сегодня открыт", Reason.OUTSIDE_STORY),
        ("слово " * 19 + "слово", Reason.STORY_TEXT),
        ("слово " * 18 + "слово", Reason.OUTSIDE_STORY),
        ("这座桥今天开放了。所有人都来看", Reason.OUTSIDE_STORY),
        ("这座桥今天开放了。所有人都来看。", Reason.STORY_TEXT),
    ],
)
def test_one_short_sentence_is_prose(text: str, reason: Reason) -> None:
    """Five words with a full stop, or twenty without."""
    assert reasons(page(text))[text] is reason


@pytest.mark.parametrize(
    ("confidence", "rule"),
    [(0.4, "classifier"), (0.09, "no_story_on_page"), (0.0, "no_story_on_page")],
)
def test_a_result_that_is_probably_wrong_is_rejected(confidence: float, rule: str) -> None:
    """The page has no story, or not one that we find."""
    found = verdicts(page(*PROSE), make_model(confidence=confidence))
    assert {verdict.rule for verdict in found} == {rule}


def test_what_is_rejected_stands_outside_the_story() -> None:
    """Facts and reasons of other blocks stay."""
    found = reasons(page(item("пункт"), "[[year]]", *PROSE), make_model(confidence=0))
    assert found.pop("[[year]]") is Reason.PLACEHOLDER
    assert set(found.values()) == {Reason.OUTSIDE_STORY}


@pytest.mark.parametrize(("score", "confidence"), [(0.25, 0.25), (1.7, 1.0), (-0.3, 0.0)])
def test_the_confidence_is_a_share(score: float, confidence: float) -> None:
    """Whatever the forest says."""
    judged = page(*PROSE)
    model = make_model(confidence=score)
    assert judge_markup(judged, judge_by_rules(judged, LEXICON), LEXICON, model) == confidence


def test_a_page_of_pictures_has_no_story() -> None:
    """Each of them stands outside."""
    assert set(verdicts(page(picture(), picture()))) == {
        Verdict(Reason.PICTURE, "picture_outside_story")
    }


def test_a_page_without_an_outline_is_not_judged_so() -> None:
    """Dumps have a road of their own."""
    with pytest.raises(ValueError, match="no outline"):
        judge_markup(
            msgspec.structs.replace(page(*PROSE), outline=None), [None] * 4, LEXICON, MODEL
        )
