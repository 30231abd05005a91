"""A page and its elements by their names."""

from __future__ import annotations

from cleaners.intake.open_document import open_document
from cleaners.markup.observe import Observed, observe
from cleaners.markup.road import read_markup

PAGE = (
    "<div id=main class='wide page'><div class=text><p>Первый абзац <span class=comments>12</span>"
    "<p>Второй абзац</div><span><p class=loose>Третий абзац</span></div>"
)


def seen(html: str, *, for_judge: bool = True) -> Observed:
    """The page, observed."""
    return observe(open_document(html), for_judge=for_judge)


def test_a_step_for_each_element_of_the_outline() -> None:
    """And behind them one for each inline element that opens a zone."""
    observed = seen(PAGE)
    names = [step.names for step in observed.steps]
    assert names[:4] == [
        (),
        ("div#main", "div.wide", "div.page", "div.wide.page"),
        ("div.text",),
        (),
    ]
    assert observed.spans == len(observed.page.outline.tags if observed.page.outline else ())
    assert names[observed.spans :] == [("span.comments",)]


def test_what_a_span_holds() -> None:
    """Its own block."""
    observed = seen(PAGE)
    start, end = observed.outline.starts[-1], observed.outline.ends[-1]
    assert [block.text for block in observed.page.blocks[start:end]] == ["12"]


def test_a_block_within_an_inline_element_is_nobodys_child() -> None:
    """CSS would say that it is the span's."""
    loose = {step.classes: step.loose for step in seen(PAGE).steps}
    assert loose["loose",]
    assert not loose["text",]


def test_where_each_block_stands() -> None:
    """The nearest name, and the tag."""
    assert seen(PAGE).places == ("div.text p", "div.text p", "div.text p", "p.loose")


def test_the_blocks_are_those_of_the_road() -> None:
    """With and without what the judge needs."""
    document = open_document(PAGE)
    blocks = read_markup(document, None).blocks
    assert observe(document).page.blocks == blocks
    assert observe(document, for_judge=False).page.blocks == blocks
