"""A page and the attributes of its elements."""

from __future__ import annotations

from cleaners.intake.open_document import open_document
from cleaners.markup.html_page import read_markup
from cleaners.markup.observe import Element, Observed, observe

PAGE = (
    "<div id=main class='wide page'><div class=text><p>Первый абзац <span class=comments>12</span>"
    "<p>Второй абзац</div><span><p class=loose>Третий абзац</span></div>"
)


def seen(html: str, *, for_judge: bool = True) -> Observed:
    """The page, observed."""
    return observe(open_document(html), for_judge=for_judge)


def test_the_attributes_of_each_element_of_the_outline() -> None:
    """And behind them those of each inline element that opens a zone."""
    observed = seen(PAGE)
    assert observed.elements[:4] == (
        Element("body"),
        Element("div", "main", "wide page"),
        Element("div", None, "text"),
        Element("p"),
    )
    assert observed.spans == len(observed.page.outline.tags if observed.page.outline else ())
    assert observed.elements[observed.spans :] == (Element("span", None, "comments"),)


def test_what_a_span_holds() -> None:
    """Its own block."""
    observed = seen(PAGE)
    start, end = observed.outline.starts[-1], observed.outline.ends[-1]
    assert [block.text for block in observed.page.blocks[start:end]] == ["12"]


def test_a_block_within_an_inline_element_is_nobodys_child() -> None:
    """CSS would say that it is the span's."""
    loose = {element.classes: element.loose for element in seen(PAGE).elements}
    assert loose["loose"]
    assert not loose["text"]


def test_the_blocks_are_those_of_the_road() -> None:
    """With and without what the judge needs."""
    document = open_document(PAGE)
    blocks = read_markup(document, None).blocks
    assert observe(document).page.blocks == blocks
    assert observe(document, for_judge=False).page.blocks == blocks
