"""Small pages with their features, and hostile ones."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaners.judge.features.first_pass import FIRST_PASS, Features, page_features
from cleaners.judge.judge import judge_by_rules
from cleaners.page import Page
from tests.builders import LEXICON, PROSE
from tests.markup.pages import read

TAGS = ["div", "p", "b", "a", "ul", "li", "td", "table", "h1", "h2", "nav", "section", "figure",
        "figcaption", "blockquote", "article", "main", "header", "form", "x-y"]  # fmt: skip
TEXTS = ["а", "", " ", "Поделиться", "Популярное", "140", "[[year]]", "* * *", "1 / 4", "桥。",
         "مرحبا", "2025", "14:05", "\u2028", "&#x1F600;", "&#0;", "<br>", "<img src=/a.jpg>",
         "<iframe src=/b></iframe>", *PROSE[:2]]  # fmt: skip
_TITLE = st.sampled_from(["", "<title>Мост открыт</title>", "<meta name=description content='а'>"])


def _wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = "<{0} class={1} href=/>{2}</{0}>"
    names = st.sampled_from(["a", "share", "views", "story-text"])
    return st.builds(
        element.format, st.sampled_from(TAGS), names, st.lists(inner, max_size=4).map("".join)
    )


# Bodies of pages as nobody would write them; all have a block at least.
HOSTILE = st.builds(
    "{}{}<p>{}".format,
    _TITLE,
    st.recursive(st.sampled_from(TEXTS) | st.text(max_size=8), _wrap, max_leaves=20),
    st.sampled_from(["а", "<img src=/a.jpg>", *PROSE[:1]]),
)
BARE = [
    "<p>а",
    "<img src=/a.jpg>",
    "<img src=/a.jpg><img src=/b.jpg><iframe src=/c></iframe>",
    "<p>***",
    "<a href=/>а</a>",
    "<p>😀",
]


def features_of(page: Page) -> Features:
    """The features of a page, with what the rules say of it."""
    return page_features(page, judge_by_rules(page, LEXICON))


def rows(body: str, head: str = "") -> dict[str, dict[str, float]]:
    """The features of each block by name, by its text (its address, if it has none)."""
    page = read(f"<html><head>{head}</head><body>{body}</body></html>")
    return {
        block.text or block.url: dict(zip(FIRST_PASS, row, strict=True))
        for block, row in zip(page.blocks, features_of(page).matrix.tolist(), strict=True)
    }


def column(body: str, name: str) -> list[float]:
    """One feature of all blocks, in page order."""
    page = read(f"<html><body>{body}</body></html>")
    values: list[float] = features_of(page).column(name).tolist()
    return values
