"""The pages of one story: which one a page is, and where the others are."""

from __future__ import annotations

import msgspec
import pytest

from cleaners import clean, join_parts
from cleaners.reading.part_address import read_part_address
from tests.fields.pages import STORIES, article

STORY = "https://a.kz/2025/05/20/most-otkryt/"
WORDPRESS = (
    "<nav class=page-links><span class=current>1</span> <a href={story}2/>2</a> "
    "<a href={story}3/>3</a></nav>"
)


@pytest.mark.parametrize(
    ("url", "story", "number"),
    [
        ("https://a.kz/most-otkryt/", "a.kz/most-otkryt", 1),
        ("https://www.a.kz/most-otkryt/2", "a.kz/most-otkryt", 2),
        ("https://a.kz/most-otkryt/page/2/", "a.kz/most-otkryt", 2),
        ("https://a.kz/most-otkryt/page-2/", "a.kz/most-otkryt", 2),
        ("https://a.kz/most.html?page=3", "a.kz/most.html", 3),
        ("https://a.kz/most,3.html", "a.kz/most.html", 3),
        ("https://a.kz/?id=7&PAGEN_1=2", "a.kz?id=7", 2),
        ("https://a.kz/2025/05/20/", "a.kz/2025/05/20", 1),
        ("https://a.kz/n/1234/", "a.kz/n/1234", 1),
    ],
)
def test_an_address_names_story_and_page(url: str, story: str, number: int) -> None:
    """By folder, file or parameter; days and numbers of stories are no pages."""
    assert read_part_address(url) == (story, number)


@pytest.mark.parametrize(
    ("links", "second"),
    [
        (WORDPRESS, f"{STORY}2/"),
        ("<div class=pagination><a href={story}?page=2>Дальше</a></div>", f"{STORY}?page=2"),
        ("<p>Страницы: <b>1</b> <a href='?page=2'>2</a></p>", f"{STORY}?page=2"),
        ("<a rel=next href={story}page/2/>Читать дальше</a>", f"{STORY}page/2/"),
        ("<ul class='pager-list'><li class=pager__item><a href=2/>2</a></ul>", f"{STORY}2/"),
    ],
    ids=["WordPress", "button", "words", "next", "list"],
)
def test_a_story_says_that_it_goes_on(links: str, second: str) -> None:
    """And where."""
    part = article(url=STORY, body=links.format(story=STORY)).metadata.part
    assert part is not None
    assert (part.number, part.next) == (1, second)


def test_a_further_page_says_which_it_is() -> None:
    """It leads back to the first one."""
    links = f"<nav class=page-links><a href={STORY}>1</a> <b>2</b></nav>"
    part = article(url=f"{STORY}2/", body=links).metadata.part
    assert part is not None
    assert (part.number, part.next, part.others) == (2, None, (STORY,))


@pytest.mark.parametrize(
    "links",
    [
        "<nav class=post-navigation><a rel=next href=https://a.kz/2025/05/21/drugoe/>2</a></nav>",
        "<div id=comments><ul class=pagination><a href='?page=1'>2</a></ul></div>",
        "<section class=comment-list><a class=page-numbers href='?page=2'>2</a></section>",
        "<aside><div class=pagination><a href='?page=2'>2</a></div></aside>",
        "",
    ],
    ids=["next story", "comments", "comment pages", "aside", "none"],
)
def test_other_numbers_are_no_pages_of_the_story(links: str) -> None:
    """The next story, the pages of the comments or of a widget."""
    assert article(url=STORY, body=links).metadata.part is None


def test_pages_are_joined_in_order() -> None:
    """The facts are those of the first, a lead that is repeated stands once."""
    texts = STORIES["ru"]
    pages = [
        f"<html lang=ru><title>Мост открыт раньше</title><main>"
        f"<h1>Мост открыт раньше</h1><p>{texts[0]}</p>"
        f"<p>{own}</p><img src=/{n}.jpg><p>{own[::-1]}</p></main>"
        for n, own in enumerate(texts[1:])
    ]
    first, *others = [clean(page, f"{STORY}{n}/", profile=None) for n, page in enumerate(pages, 1)]
    joined = join_parts([first, *others])
    assert joined.article_body == "\n\n".join(
        [texts[0], *(text for own in texts[1:] for text in (own, own[::-1]))]
    )
    assert [image.url for image in joined.images] == [f"https://a.kz/{n}.jpg" for n in range(3)]
    assert (joined.url, joined.headline, joined.metadata.joined) == (first.url, first.headline, 3)
    assert [block.kind for block in joined.blocks].count(first.blocks[0].kind) == 1


def test_the_longest_page_tells_the_language() -> None:
    """The first one may be a sentence."""
    pages = [clean(f"<main><p>{text}</p></main>", profile=None) for text in STORIES["ru"][:2]]
    short, long = (
        msgspec.structs.replace(page, in_language=language, article_body=page.text * times)
        for page, language, times in zip(pages, ("ru", "kk"), (1, 9), strict=True)
    )
    assert join_parts([short, long]).in_language == "kk"


def test_links_to_the_pages_are_no_text() -> None:
    """Even where they end a page of one sentence."""
    numbers = "<nav><b>Page 1</b> <a href={0}2/>Page 2</a> <a href={0}3/>Page 3</a></nav>"
    html = f"<title>Мост</title><main><p>{STORIES['ru'][0]}</p>{numbers.format(STORY)}</main>"
    assert clean(html, STORY, profile=None).article_body == STORIES["ru"][0]
