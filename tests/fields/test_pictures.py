"""Pictures of the story with captions and credits."""

from __future__ import annotations

from cleaners.article import Picture
from cleaners.block import Block, Kind
from cleaners.decision import Decision, Reason
from cleaners.fields.story import article_pictures
from tests.builders import LEXICON, line, picture

A, B = "https://a.kz/a.jpg", "https://a.kz/b.jpg"
TEXT = line("Мост открыт.")


def caption(text: str) -> Block:
    """A caption."""
    return line(text, Kind.CAPTION)


def credit(text: str) -> Decision:
    """A credit line."""
    return Decision(line(text), Reason.PHOTO_CREDIT, "photo_credit")


def pictures(*given: Block | Decision) -> tuple[Picture, ...]:
    """The pictures of a story which keeps all blocks."""
    decisions = (
        part if isinstance(part, Decision) else Decision(part, Reason.STORY_TEXT, "test")
        for part in given
    )
    return article_pictures(decisions, LEXICON)


def test_a_caption_and_a_credit_go_to_the_picture_above() -> None:
    """Each picture has its own."""
    assert pictures(picture(A), caption("Мост"), credit("Фото: ЦИК"), picture(B)) == (
        Picture(A, "Мост", "ЦИК"),
        Picture(B),
    )


def test_a_credit_speaks_for_all_pictures_directly_above() -> None:
    """A row of them has one line below."""
    assert pictures(picture(A), picture(B), credit("Фото: ЦИК")) == (
        Picture(A, credit="ЦИК"),
        Picture(B, credit="ЦИК"),
    )


def test_text_between_them_ends_that() -> None:
    """The upper picture has another source, or none that we know."""
    assert pictures(picture(A), TEXT, picture(B), credit("Фото: ЦИК")) == (
        Picture(A),
        Picture(B, credit="ЦИК"),
    )


def test_a_second_credit_does_not_overwrite_the_first() -> None:
    """It belongs to the picture between them."""
    given = (picture(A), credit("Фото: ЦИК"), picture(B), credit("Фото автора"))
    assert [found.credit for found in pictures(*given)] == ["ЦИК", "автора"]


def test_a_dump_keeps_the_credit_without_a_picture() -> None:
    """Its address is absent."""
    assert pictures(TEXT, credit("Фото: ЦИК")) == (Picture(credit="ЦИК"),)


def test_the_same_picture_counts_once() -> None:
    """A carousel repeats its first one."""
    assert pictures(picture(A), picture(B), picture(A)) == (Picture(A), Picture(B))


def test_a_caption_without_a_picture_is_none() -> None:
    """Nothing is there to describe."""
    assert pictures(caption("Мост")) == ()


def test_only_the_first_caption_counts() -> None:
    """The second is a remark."""
    assert pictures(picture(A), caption("Мост"), caption("Ещё"))[0].caption == "Мост"


def test_a_removed_picture_is_no_picture_of_the_story() -> None:
    """A logo above it."""
    assert pictures(Decision(picture(A), Reason.PICTURE, "picture_outside_story")) == ()


def test_a_credit_that_says_no_more_than_a_source_is_one() -> None:
    """A profile's selector knows credits that have no word for picture."""
    assert pictures(picture(A), credit("Reuters")) == (Picture(A, credit="Reuters"),)
