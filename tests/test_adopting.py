"""A learned profile is never worse than none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest

from cleaners import SiteLearner, SiteProfile, clean
from cleaners.adopting import adopt_profile
from cleaners.document import Document
from cleaners.flow import clean_document
from cleaners.intake.open_document import open_document
from cleaners.sites.fact_values import Change, compare_facts, read_facts
from cleaners.sites.learning.adoption import Adoption, KnownStory, pack_story
from cleaners.sites.profile import Evidence, Fields, Removal, Repeated, Story
from tests.layouts import HOST, LAYOUTS, pelican, story, wordpress

LEARNED_FROM = 12
TODAY = dt.date(2026, 3, 31)

Layout = Callable[[int], str]
each_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def document(layout: Layout, number: int) -> Document:
    """A page with its address."""
    return open_document(layout(number), story(number).url)


@cache
def known(layout: Layout) -> tuple[KnownStory, ...]:
    """Six stories with their generic facts."""
    documents = [document(layout, number) for number in range(6)]
    return tuple(pack_story(page, clean_document(page, None)) for page in documents)


@cache
def learned_profile(layout: Layout) -> SiteProfile:
    """What the first pages of a site teach."""
    learner = SiteLearner(HOST)
    for number in range(LEARNED_FROM):
        learner.add(document(layout, number))
    return learner.profile()


def adopt(layout: Layout, draft: SiteProfile) -> Adoption:
    """What is left of a draft on some stories."""
    return adopt_profile(draft, known(layout))


def draft(
    body: str = "",
    remove: tuple[str, ...] = (),
    repeated: tuple[str, ...] = (),
    fields: Fields | None = None,
) -> SiteProfile:
    """A learned profile."""
    return SiteProfile(
        host=HOST,
        checked=TODAY,
        story=Story(body=(body,), learned={"body": Evidence(6, 6)}) if body else Story(),
        remove=tuple(Removal((selector,)) for selector in remove),
        repeated=tuple(map(Repeated, repeated)),
        fields=fields or Fields(),
    )


class TestWholeSites:
    @each_layout
    def test_no_fact_is_worse(self, layout: Layout) -> None:
        """On the pages that were learned from, and on others of the site."""
        profile = learned_profile(layout)
        assert profile.story.body
        for number in range(LEARNED_FROM + 8):
            page = document(layout, number)
            generic, learned = clean(page, profile=None), clean(page, profile=profile)
            changes = compare_facts(read_facts(generic), read_facts(learned))
            assert [fact for fact, change in changes.items() if change is Change.WORSE] == []

    @each_layout
    def test_the_text_is_the_story(self, layout: Layout) -> None:
        """And nothing of what stands beside it."""
        article = clean(document(layout, 99), profile=learned_profile(layout))
        assert article.text.split("\n\n") == list(story(99).paragraphs)
        assert article.headline == story(99).headline

    def test_every_story_is_compared(self) -> None:
        """Not only those that are judged."""
        learner = SiteLearner(HOST, judged=4)
        for number in range(LEARNED_FROM):
            learner.add(document(wordpress, number))
        learned = learner.profile().learned
        assert learned is not None
        assert (learned.judged, learned.compared) == (4, LEARNED_FROM)


class TestFields:
    def test_every_match_counts(self) -> None:
        """The site's own address at the end of each page is an author as well."""
        adoption = adopt(pelican, draft("div.entry-content", fields=Fields(authors=("address",))))
        assert adoption.profile.fields.authors == ()
        [rejection] = adoption.rejected
        assert (rejection.line, rejection.fact) == ("fields.authors: address", "authors")
        assert (rejection.url, rejection.stories) == (story(0).url, 6)
        assert rejection.generic == story(0).author
        assert rejection.profile == f"{story(0).author}, Pelican"

    def test_the_next_selector_is_tried(self) -> None:
        """The first that gives the fact on all stories is taken."""
        fields = Fields(authors=("address", "address.author"))
        adoption = adopt(pelican, draft("div.entry-content", fields=fields))
        assert adoption.profile.fields.authors == ("address.author",)

    def test_one_page_is_enough_to_reject(self) -> None:
        """A selector of the first name in the page finds the one in a widget."""

        def with_widget(number: int) -> str:
            widget = "<div class='author'>Вера Ким</div>" if number == 4 else ""
            return wordpress(number).replace("<div id='page'", f"{widget}<div id='page'")

        adoption = adopt(with_widget, draft(fields=Fields(authors=(".author",))))
        assert adoption.profile.fields.authors == ()
        assert [rejection.stories for rejection in adoption.rejected] == [1]

    def test_a_time_for_machines_is_read(self) -> None:
        """With its zone; the evidence says on how many stories it was found."""
        fields = Fields(date_published=("abbr.published",))
        adoption = adopt(pelican, draft(fields=fields))
        profile = adoption.profile
        assert profile.fields.learned["date_published"] == Evidence(6, 6)
        article = clean(document(pelican, 7), profile=profile)
        assert article.date_published == story(7).published

    def test_a_selector_that_takes_text_along(self) -> None:
        """However right the fact is."""
        fields = Fields(headline=("article",))
        assert adopt(wordpress, draft(fields=fields)).profile.fields.headline == ()


class TestRemovals:
    def test_a_printed_fact_in_a_removed_part(self) -> None:
        """It is found all the same."""
        removing = draft("div.entry-content", remove=("footer.post-info",))
        profile = adopt(pelican, removing).profile
        article = clean(document(pelican, 9), profile=profile)
        assert [author.name for author in article.authors] == [story(9).author]
        assert article.text.split("\n\n") == list(story(9).paragraphs)

    def test_a_fact_that_no_selector_finds(self) -> None:
        """The profile says that facts come from the generic rules; the text is the body's."""

        def with_counter(number: int) -> str:
            counter = f"</article><div>Просмотров: {140 + number}</div>"
            return wordpress(number).replace("</article>", counter, 1)

        profile = adopt(with_counter, draft("div.entry-content")).profile
        assert profile.story.generic_facts
        assert profile.story.learned["generic_facts"] == Evidence(6, 6)
        article = clean(document(with_counter, 9), profile=profile)
        assert article.view_count == 149
        assert article.text.split("\n\n") == list(story(9).paragraphs)

    def test_pictures_of_the_story_stay(self) -> None:
        """A removal that takes them along is left out."""
        adoption = adopt(wordpress, draft("div.entry-content", remove=("figure",)))
        assert adoption.profile.remove == ()
        assert adoption.rejected[0].line == "remove: figure"

    def test_a_repeated_line_that_names_the_author(self) -> None:
        """He is still named."""
        lines = tuple(f"By {name}" for name in ("Ася Петрова", "Болат Сериков", "Вера Ким"))
        profile = adopt(pelican, draft(repeated=lines)).profile
        article = clean(document(pelican, 0), profile=profile)
        assert [author.name for author in article.authors] == [story(0).author]


class TestBody:
    def test_one_that_loses_the_story(self) -> None:
        """It goes, and with it what was learned of it; labels stay."""
        adoption = adopt(wordpress, draft("header.entry-header", remove=("figure",)))
        assert adoption.profile.story.body == ()
        assert adoption.profile.remove == ()
        assert adoption.rejected[0].fact == "articleBody"
