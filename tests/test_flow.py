"""From bytes to article, on every page of the replica: with profile, without it, as a dump."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from cleaners import (
    Article,
    CleanersError,
    Document,
    DocumentKind,
    DumpError,
    LimitError,
    ProfileError,
    clean,
    load_profile,
)
from cleaners.article import BODY_KINDS
from cleaners.block import Kind
from cleaners.reading.fold import fold
from tests.replica_pages import (
    BY_SLUG,
    MODES,
    STORIES,
    WITHOUT_STORY,
    address,
    clean_anew,
    cleaned,
    dump_bytes,
    each_mode,
    each_story,
    expected,
    page_bytes,
    plain_blocks,
    refusal,
)

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
GENERIC_SAMPLE = STORIES[::8]
UNSEEN = "script, style, noscript, template, iframe"
CONTROLS = "svg, button, select, textarea"  # they may be read or not: none holds a story


@each_story
@pytest.mark.parametrize("mode", ["profile", "generic"])
def test_a_page_gives_the_approved_article(slug: str, mode: str) -> None:
    """Every field, every block with its kind, and no field more."""
    got = plain_blocks(cleaned(slug, mode).to_dict(explain=True))
    for told_elsewhere in ("metadata", "removed", "articleBody"):
        del got[told_elsewhere]
    assert got == expected(slug)


@each_story
@pytest.mark.parametrize("mode", ["profile", "generic"])
def test_blocks_have_the_pictures_and_links_of_the_story(slug: str, mode: str) -> None:
    """Pictures those of `images`, links those that the story's markup has, each with its words."""
    blocks = cleaned(slug, mode).blocks
    pictures = [block.url for block in blocks if block.kind is Kind.PICTURE]
    assert pictures == [image.url for image in cleaned(slug, mode).images if image.url]
    links = [
        (urlsplit(link.url).path, (block.text or "")[link.start : link.end])
        for block in blocks
        for link in block.links
    ]
    written = lxml_html.fragment_fromstring(BY_SLUG[slug].story.html)
    assert isinstance(written, HtmlElement)
    (body,) = (element for element in written if element.get("class") == "article__body")
    seen = [(link.get("href"), fold(link.text_content())) for link in body.iter("a")]
    assert links == [link for link in seen if link[1] in cleaned(slug, mode).text]


def dump_facts(article: dict[str, Any]) -> dict[str, Any]:
    """What a dump can tell: no addresses, no ranks of headings, one credit for all pictures."""
    facts = ("headline", "authors", "lead", "viewCount", "inLanguage")
    credits_told = [image["credit"] for image in article.get("images", ()) if "credit" in image]
    texts = [block["text"] for block in article["blocks"] if "text" in block]
    told = {name: article[name] for name in facts if name in article}
    return told | {"credit": credits_told[:1], "texts": texts}


@each_story
def test_a_dump_gives_what_it_can_tell(slug: str) -> None:
    """Headline, authors, lead, views, language, credit and every text of the story."""
    got = cleaned(slug, "dump").to_dict(explain=True)
    assert dump_facts(got) == dump_facts(expected(slug))


@pytest.mark.parametrize("slug", WITHOUT_STORY)
@pytest.mark.parametrize("mode", ["profile", "generic"])
def test_a_page_without_a_story_says_so(slug: str, mode: str) -> None:
    """With a decision on each of its blocks."""
    error = refusal(slug, mode)
    assert str(error).startswith("no story among ")
    assert error.decisions


@each_mode
def test_the_body_joins_the_blocks(mode: str) -> None:
    """Lead included, captions and embeds left out."""
    for slug in STORIES:
        article = cleaned(slug, mode)
        texts = [block.text for block in article.blocks if block.kind in BODY_KINDS and block.text]
        assert article.text == "\n\n".join(texts), slug
        assert article.lead == texts[0], slug


def accounted(article: Article) -> list[str]:
    """Every text of the page, kept or removed."""
    kept = [block.text for block in article.blocks if block.text]
    return [*kept, *(part.text for part in article.removed)]


def test_every_line_of_a_dump_is_accounted_for_once() -> None:
    """Kept or removed, with its bullet taken off."""
    for slug in STORIES:
        text = CONTROL.sub("", dump_bytes(BY_SLUG[slug]).decode(BY_SLUG[slug].encoding))
        lines = (line.strip().removeprefix("• ").replace("\t", " | ") for line in text.split("\n"))
        got = [line for text in accounted(cleaned(slug, "dump")) for line in text.split("\n")]
        assert Counter(got) == Counter(" ".join(line.split()) for line in lines if line), slug


def characters(text: str) -> Counter[str]:
    """How often each visible character stands there; `|` parts the cells of our tables."""
    counted = Counter(text)
    return Counter(
        {mark: n for mark, n in counted.items() if mark.isprintable() and mark not in " |"}
    )


def visible(slug: str, *hidden: str) -> Iterator[Counter[str]]:
    """The characters of a page after each further selection of parts was taken out."""
    text = page_bytes(slug)[0].decode(BY_SLUG[slug].encoding)
    root: HtmlElement = lxml_html.document_fromstring(text)
    (body,) = root.iter("body")
    for selector in hidden:
        for element in body.cssselect(selector):
            element.drop_tree()
        yield characters(str(body.text_content()))


@pytest.mark.parametrize("mode", ["profile", "generic"])
def test_every_character_of_a_page_is_accounted_for_once(mode: str) -> None:
    """Nothing that a reader can see is lost or doubled."""
    for slug in STORIES:
        got = characters("".join(accounted(cleaned(slug, mode))))
        most, least = visible(slug, UNSEEN, CONTROLS)
        assert least - got == Counter(), slug
        assert got - most == Counter(), slug


@each_mode
def test_the_same_page_gives_the_same_article(mode: str) -> None:
    """To the last byte of its JSON."""
    for slug in GENERIC_SAMPLE:
        again = clean_anew(slug, mode)
        assert again.to_json(explain=True) == cleaned(slug, mode).to_json(explain=True)


@pytest.mark.slow
def test_threads_give_what_one_after_the_other_gives() -> None:
    """Nothing is shared that changes."""
    tasks = [*product(STORIES, ["profile", "dump"]), *product(GENERIC_SAMPLE, ["generic"])]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda task: clean_anew(*task), tasks))
    assert together == [cleaned(*task) for task in tasks]


@pytest.mark.parametrize("slug", GENERIC_SAMPLE)
def test_bytes_text_and_document_are_one_page(slug: str) -> None:
    """However it is handed over."""
    source = BY_SLUG[slug]
    body, content_type = page_bytes(slug)
    text, url = body.decode(source.encoding), address(source)
    document = Document(text, DocumentKind.HTML, url)
    assert clean(body, url, content_type=content_type) == clean(text, url) == clean(document)


@pytest.mark.parametrize("mode", MODES)
def test_an_article_survives_a_pickle(mode: str) -> None:
    """Workers hand it over between processes."""
    article = cleaned(STORIES[0], mode)
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - made right here


def test_a_document_survives_a_pickle() -> None:
    """With all its facts."""
    document = Document("а", DocumentKind.TEXT, "https://a.kz/", "a.warc:3", "2025-05-20")
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - made right here


@pytest.mark.parametrize(
    "error",
    [DumpError("no text"), LimitError("max_characters", "too long"), ProfileError("a.kz.toml: x"),
     CleanersError("any")],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_an_error_survives_a_pickle(error: CleanersError) -> None:
    """Message and attributes, so that a worker's parent can tell what happened."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made right here
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_no_main_content_survives_a_pickle() -> None:
    """Its decisions too."""
    error = refusal(WITHOUT_STORY[0], "profile")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made right here
    assert (str(again), again.decisions) == (str(error), error.decisions)


PROSE = "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы."


def test_facts_of_the_fetch_go_to_the_metadata() -> None:
    """They change nothing else."""
    article = clean(f"Мост\n\n{PROSE}", source="a.warc:3", downloaded="2025-05-20T00:00:00Z")
    metadata = article.metadata
    assert (metadata.source, metadata.date_downloaded) == ("a.warc:3", "2025-05-20T00:00:00Z")
    assert article.date_published is None


def test_the_address_chooses_the_profile() -> None:
    """None means that no profile is asked."""
    url = "https://www.kazpravda.kz/n/most/"
    assert clean(PROSE, url).metadata.profile == "kazpravda.kz"
    assert clean(PROSE, url, profile=None).metadata.profile is None
    assert clean(PROSE, "https://a.kz/").metadata.profile is None


def test_a_profile_may_be_given() -> None:
    """Whatever the address."""
    profile = load_profile("kazpravda.kz")
    assert (
        clean(PROSE, "https://mirror.example/1", profile=profile).metadata.profile == profile.host
    )


def test_what_the_profile_missed_is_told() -> None:
    """So that somebody sees that a site has changed its layout."""
    page = f"<!doctype html><title>Мост</title><main><h1>Мост открыт</h1><p>{PROSE * 3}</main>"
    article = clean(page, "https://kazpravda.kz/n/most/")
    assert "story.body" in article.metadata.profile_missed
    assert article.text == PROSE * 3


@pytest.mark.parametrize("data", ["", b"", "  \n", b"\x89PNG\x00"])
def test_what_is_no_page_is_a_dump_error(data: bytes | str) -> None:
    """Empty or binary."""
    with pytest.raises(DumpError):
        clean(data)


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("<!doctype html>" + "<div>" * 100_000, "max_unclosed_tags"),
        ("<!doctype html><p " + "a=1 " * 100_000 + ">а", "max_attributes"),
    ],
    ids=["tags", "attributes"],
)
def test_a_hostile_page_is_a_limit_error(page: str, limit: str) -> None:
    """The limit is named."""
    with pytest.raises(LimitError, match=limit):
        clean(page)


@pytest.mark.parametrize("text", ["Мост", "Мост открыт. Все рады.", "Экономика\nСпорт\nПогода"])
def test_too_little_is_no_story(text: str) -> None:
    """A title, four words, a menu."""
    with pytest.raises(CleanersError, match="no story among"):
        clean(text)


def test_a_name_that_cannot_be_written_is_mended() -> None:
    """A lone surrogate in a file name or an address never reaches the JSON."""
    article = clean(f"Мост открыт\n\n{PROSE * 2}", "https://a.kz/\udcff", source="a\udcff.txt")
    assert (article.url, article.metadata.source) == ("https://a.kz/", "a.txt")
    assert article.to_json()
