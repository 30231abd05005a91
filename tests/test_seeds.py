"""The two real dumps that the project began with: as text, and in the replica's HTML layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from textwrap import indent, wrap

import pytest

from cleaners import Article, Author, Kind, SiteProfile, clean, clean_all, load_profile
from fixtures.replica.story import read_story
from tests.replica_pages import PAGES, SITE, address

FOLDER = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the seed dumps are not there")
PROFILES = {"profile": load_profile("kazpravda.kz"), "generic": None}


@dataclass(frozen=True)
class Seed:
    """One dump and what must be made of it."""

    name: str
    headline: str
    views: int
    author: str
    credit_line: str
    credit: str
    first: str
    last: str
    paragraphs: int

    @property
    def text(self) -> str:
        """The dump."""
        return (FOLDER / self.name).read_text(encoding="utf-8")

    @property
    def lines(self) -> list[str]:
        """Its lines as a reader sees them, bullets taken off."""
        lines = (" ".join(line.split()).removeprefix("• ") for line in self.text.splitlines())
        return [line for line in lines if line]

    @property
    def story(self) -> list[str]:
        """The lines from the first to the last of the story, without the credit."""
        starts = {
            mark: next(index for index, line in enumerate(self.lines) if line.startswith(mark))
            for mark in (self.first, self.last)
        }
        inside = self.lines[starts[self.first] : starts[self.last] + 1]
        return [line for line in inside if line != self.credit_line]


EXCHANGE = Seed(
    name="000_43ccffda56e0db1b.txt",
    headline="Обмен опытом приносит пользу",
    views=140,
    author="Ася Петрова",
    credit_line="фото ЦИК РК",
    credit="ЦИК РК",
    first="По приглашению председателя",
    last="В завершение",
    paragraphs=10,
)
VISIT = Seed(
    name="001_b1ff26c5dfc31919.txt",
    headline="Впервые ЦИК РК посетила штаб-квартиру БДИПЧ ОБСЕ",
    views=2064,
    author="",
    credit_line="Фото: ЦИК",
    credit="ЦИК",
    first="19-20 мая в рамках рабочей поездки",
    last="Также глава Центризбиркома принял участие",
    paragraphs=17,
)
each_seed = pytest.mark.parametrize("seed", [EXCHANGE, VISIT], ids=["exchange", "visit"])
each_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def as_page(seed: Seed) -> bytes:
    """The story in the layout of the site, with teasers, share row and calendar around it."""
    lead, *rest = (f"<p>{escape(line)}</p>" for line in seed.story)
    author = f'<div class="article__author">{seed.author}</div>' if seed.author else ""
    markup = f"""<article class="article">
      <h1 class="article__title">{seed.headline}</h1>
      <div class="article__info">
        <time class="article__date" datetime="2025-05-20T14:05:00+05:00">20 мая 2025 г. 14:05</time>
        <div class="article__views">{seed.views}</div>
        {author}
      </div>
      <div class="article__body">{lead}
        <div class="article__img"><img src="/media/uploads/a.jpg" alt=""></div>
        <p class="article__img-author">{seed.credit_line}</p>{"".join(rest)}
      </div>
    </article>"""
    source = replace(SITE.articles[0], language="ru", encoding="utf-8", story=read_story(markup))
    return PAGES.article(source, source.path, "http://kazpravda.kz")


def clean_page(seed: Seed, profile: SiteProfile | None) -> Article:
    """The article of that page."""
    return clean(as_page(seed), address(SITE.articles[0]), profile=profile)


def check_story(article: Article, seed: Seed) -> None:
    """Exactly the story and its facts."""
    assert article.headline == seed.headline
    assert article.view_count == seed.views
    assert article.authors == ((Author(seed.author),) if seed.author else ())
    assert article.lead == seed.story[0]
    assert article.text.split("\n\n") == seed.story
    assert article.in_language == "ru"
    assert [picture.credit for picture in article.images] == [seed.credit]


@each_seed
def test_the_seed_is_what_we_think_it_is(seed: Seed) -> None:
    """As many paragraphs as we count by eye."""
    assert len(seed.story) == seed.paragraphs


@each_seed
@each_profile
def test_the_dump_gives_the_story(seed: Seed, profile: SiteProfile | None) -> None:
    """With the profile of the site and without it."""
    check_story(clean(seed.text, profile=profile), seed)


@each_seed
@each_profile
def test_the_page_gives_the_same_story(seed: Seed, profile: SiteProfile | None) -> None:
    """In the layout of the site, which the generic road has never seen."""
    check_story(clean_page(seed, profile), seed)


@each_seed
@each_profile
def test_every_other_line_is_removed_with_a_reason(seed: Seed, profile: SiteProfile | None) -> None:
    """Each once, and by a rule that has a name."""
    article = clean(seed.text, profile=profile)
    rest = Counter(seed.lines) - Counter(seed.story)
    assert Counter(part.text for part in article.removed) == rest
    assert all(part.reason and part.rule for part in article.removed)


@each_profile
@pytest.mark.parametrize("read", ["dump", "page"])
def test_introductions_are_followed_by_their_quotes(read: str, profile: SiteProfile | None) -> None:
    """«…наблюдения:» and «…отметила:» are no labels of anything."""
    article = clean(VISIT.text, profile=profile) if read == "dump" else clean_page(VISIT, profile)
    texts = [block.text or "" for block in article.blocks]
    for ending in ("миссий наблюдения:", "Телалиан отметила:"):
        place = next(index for index, text in enumerate(texts) if text.endswith(ending))
        assert article.blocks[place + 1].kind is Kind.QUOTE


@each_seed
def test_teasers_and_calendar_are_told_apart(seed: Seed) -> None:
    """Labels, the tab, headlines, template marks: each has its reason."""
    reasons = {part.text: part.reason.value for part in clean(seed.text).removed}
    for label in ("Популярное", "Читайте также", "Архив"):
        assert reasons[label] == "label"
    assert reasons["Все"] == "tab"
    assert reasons["[[year]]"] == reasons["[[month.label]]"] == "placeholder"


LAYOUTS: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda text: "\n".join(line for line in text.splitlines() if line.strip()),
    "doubled newlines": lambda text: "\n\n".join(text.splitlines()),
    "CRLF": lambda text: "\r\n".join(text.splitlines()),
    "indented": lambda text: indent(text, "    "),
    "no-break spaces": lambda text: text.replace(" и ", "\u00a0и\u00a0"),
    "wrapped at 72": lambda text: wrap_lines(text, 72),
    "wrapped at 80": lambda text: wrap_lines(text, 80),
}
both_orders = pytest.mark.parametrize(
    ("first", "second"), [(EXCHANGE, VISIT), (VISIT, EXCHANGE)], ids=["exchange", "visit"]
)


def wrap_lines(text: str, width: int) -> str:
    """As mail programs break lines."""
    return "\n".join(broken for line in text.splitlines() for broken in (wrap(line, width) or [""]))


@each_seed
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_another_layout_gives_the_same_article(seed: Seed, layout: Callable[[str], str]) -> None:
    """Only the words count."""
    check_story(clean(layout(seed.text)), seed)


@each_seed
def test_a_seed_on_one_line_gives_headline_facts_and_words(seed: Seed) -> None:
    """What stood on lines of its own is told by sentences, labels and figures."""
    article = clean(" ".join(seed.text.split()))
    assert (article.headline, article.view_count) == (seed.headline, seed.views)
    words = article.text.split()
    expected = " ".join(seed.story).split()
    assert len(expected) <= len(words) <= len(expected) + 10
    assert article.metadata.confidence is not None
    assert article.metadata.confidence <= 0.5


@both_orders
def test_one_seed_behind_the_other(first: Seed, second: Seed) -> None:
    """`clean` gives the first story, `clean_all` both."""
    joined = f"{first.text}\n\n{second.text}"
    article = clean(joined)
    check_story(article, first)
    assert article.metadata.more_stories == 1
    articles = clean_all(joined)
    for story, seed in zip(articles, (first, second), strict=True):
        check_story(story, seed)


@both_orders
def test_the_tail_of_one_seed_in_front_of_the_other(first: Seed, second: Seed) -> None:
    """It changes nothing."""
    tail = first.text[first.text.index("Популярное") :]
    for start in ("Популярное", "Читайте также", "Архив"):
        article = clean(f"{tail[tail.index(start) :]}\n\n{second.text}")
        check_story(article, second)
        assert article.metadata.more_stories is None
