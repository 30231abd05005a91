"""A paper's pages in, its profile out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Reason, SiteLearner, SiteProfile, clean, learn_profile, write_learned
from cleaners.sites.parsing import parse_profile
from tests.costs import count_calls
from tests.paper import AGENCY, HOST, SUBSCRIBE, headline, page, pages, paragraphs
from tests.test_robust import SOUP

UNSEEN = 1000  # a page that nobody learned from


@pytest.fixture(scope="module")
def profile() -> SiteProfile:
    """Learned from eight pages."""
    return learn_profile(pages(8), HOST)


class TestWhatIsLearned:
    def test_the_body(self, profile: SiteProfile) -> None:
        """By its class, with the pages that prove it."""
        assert profile.story.body == ("div.story-text",)
        evidence = profile.story.learned["body"]
        assert (evidence.pages, evidence.of) == (8, 8)
        assert evidence.agreement is not None
        assert evidence.agreement > 0.95

    def test_a_part_whose_teasers_change(self, profile: SiteProfile) -> None:
        """By its place."""
        removed = {removal.select: removal for removal in profile.remove}
        teasers = removed["div.more",]
        assert teasers.reason is Reason.TEASER
        assert teasers.learned
        assert (teasers.learned.pages, teasers.learned.of) == (8, 8)

    def test_a_line_over_changing_headlines(self, profile: SiteProfile) -> None:
        """It is a label, and says where it was seen."""
        labels = {line.text: line for line in profile.repeated if line.reason is Reason.LABEL}
        label = labels["популярное за неделю"]
        assert label.learned
        assert label.learned.parent == "div.right h4"

    def test_where_the_facts_are_printed(self, profile: SiteProfile) -> None:
        """Headline and date."""
        assert profile.fields.headline == ("h1",)
        assert profile.fields.date_published == ("div.story-date",)

    def test_how_it_came_to_be(self, profile: SiteProfile) -> None:
        """Stories, not pages."""
        assert profile.learned
        assert (profile.learned.stories, profile.learned.versions) == (8, 0)

    def test_a_line_without_a_place_of_its_own(self) -> None:
        """It stands among paragraphs that differ from it in nothing but their text."""
        call = f"<p>{SUBSCRIBE}</p>"
        learned = learn_profile([_plain(number, call) for number in range(8)], HOST)
        article = clean(_plain(UNSEEN, call), profile=learned)
        assert article.text.split("\n\n") == paragraphs(UNSEEN)

    def test_the_same_pages_the_same_profile(self, profile: SiteProfile) -> None:
        """Nothing hangs on chance."""
        assert learn_profile(pages(8), HOST) == profile


class TestCleaningWithIt:
    def test_the_story_and_nothing_else(self, profile: SiteProfile) -> None:
        """On a page that was not learned from."""
        article = clean(page(UNSEEN), profile=profile)
        assert article.text.split("\n\n") == paragraphs(UNSEEN)
        assert article.headline == headline(UNSEEN)

    def test_the_article_says_so(self, profile: SiteProfile) -> None:
        """The profile's host, and no confidence: the classifier was not asked."""
        metadata = clean(page(UNSEEN), profile=profile).metadata
        assert (metadata.profile, metadata.confidence) == (HOST, None)


class TestWhenItSaysNothing:
    @pytest.mark.parametrize("count", [0, 1, 2])
    def test_too_few_pages(self, count: int) -> None:
        """They may share anything by chance."""
        assert not learn_profile(pages(count), HOST).says_anything

    def test_versions_of_one_story(self) -> None:
        """Eight pages, one story."""
        learned = learn_profile([page(number, story=1) for number in range(8)], HOST)
        assert not learned.says_anything
        assert learned.learned
        assert (learned.learned.stories, learned.learned.versions) == (1, 7)

    def test_a_sentence_of_an_agency(self) -> None:
        """It stands on every page where a story has its last sentence: it is story."""
        learned = learn_profile(pages(8, last=AGENCY), HOST)
        assert AGENCY in clean(page(UNSEEN, last=AGENCY), profile=learned).text

    def test_pages_that_are_none(self) -> None:
        """Nothing, bytes that are no text, a page without a story."""
        learner = SiteLearner(HOST)
        for data in ("", b"\x00\xff" * 200, "<p>Вход</p>"):
            learner.add(data)
        assert not learner.profile().says_anything


class TestMemory:
    def test_later_pages_are_only_counted(self) -> None:
        """And teach which lines repeat all the same."""
        learner = SiteLearner(HOST, judged=4)
        for text in pages(12):
            learner.add(text)
        learned = learner.profile()
        assert learned.learned
        assert (learned.learned.stories, learned.learned.judged) == (12, 4)
        assert learned.story.body == ("div.story-text",)

    def test_dumps_teach_lines(self) -> None:
        """Without markup there is no body to be found; what the judge removed stays removed."""
        learner = SiteLearner(HOST)
        for number in range(6):
            lines = [headline(number), *paragraphs(number), "", "Популярное", headline(number + 99)]
            learner.add("\n".join(lines))
        learned = learner.profile()
        assert learned.story.body == ()
        assert learned.learned
        assert learned.learned.stories == 6

    def test_dumps_teach_rules_that_stand_below_every_story(self) -> None:
        """They read like prose, and the judge keeps them; what agencies write above them stays."""
        rules = paragraphs(77)
        learner = SiteLearner(HOST)
        for number in range(6):
            text = [headline(number), *paragraphs(number), *paragraphs(number + 40), AGENCY, *rules]
            learner.add("\n\n".join(text))
        unseen = [headline(UNSEEN), *paragraphs(UNSEEN), AGENCY]
        told = clean("\n\n".join([*unseen, *rules]), profile=learner.profile()).text
        assert [text for text in rules[1:] if text in told] == []
        assert [text for text in unseen[1:] if text not in told] == []


@given(st.lists(st.integers(0, 5), max_size=9), st.sampled_from(["", AGENCY]))
def test_no_story_text_is_lost_whatever_was_learned_from(numbers: list[int], last: str) -> None:
    """Few pages, pages twice, versions of one story, a sentence that all stories end with."""
    seen = [page(place, story=number, last=last) for place, number in enumerate(numbers)]
    learned = learn_profile(seen, HOST)
    text = clean(page(UNSEEN, last=last), profile=learned).text
    told = paragraphs(UNSEEN) + ([last] if last else [])
    assert [paragraph for paragraph in told if paragraph not in text] == []


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), min_size=3, max_size=9),
    st.sampled_from(["", AGENCY]),
)
def test_no_story_text_of_dumps_is_lost(versions: list[tuple[int, int]], last: str) -> None:
    """Few stories, in several versions, each of which has one paragraph written anew."""
    dumps = []
    for number, (story, place) in enumerate(versions):
        texts = paragraphs(story)
        texts[place] = paragraphs(100 + number)[place]
        dumps.append("\n\n".join([headline(story), *texts, last, "Наши правила", "© Газета"]))
    learned = learn_profile(dumps, HOST)
    assert [clean(dump, profile=learned).text for dump in dumps] == [
        clean(dump, profile=None).text for dump in dumps
    ]


@given(st.lists(SOUP, min_size=3, max_size=5), st.integers(0, 2))
def test_whatever_pages_are_made_of_the_profile_can_be_written(soups: list[str], odd: int) -> None:
    """And read again; names and texts are those of strangers."""
    learned = learn_profile(
        [f"{soup}{page(number)}{soups[odd]}" for number, soup in enumerate(soups)], HOST
    )
    assert parse_profile(write_learned(learned), "learned") == learned


@pytest.mark.parametrize(
    "markup",
    [
        lambda size: "<b>" * size + "а",
        lambda size: "".join(f"<div class=a{n}>а" for n in range(size)),
        lambda size: "".join(f"<p id=a{n} class=b{n}>Абзац {n}</p>" for n in range(size)),
        lambda size: f"<div id={'a' * size} class='{'b ' * size}'>а</div>",
    ],
    ids=["deep", "deep and named", "long", "long names"],
)
@pytest.mark.slow
@pytest.mark.usefixtures("profile")  # learned before: what is loaded once is no part of the cost
def test_the_cost_grows_with_the_page_and_not_faster(markup: Callable[[int], str]) -> None:
    """Of a page around a story."""

    def cost(size: int) -> int:
        hostile = [page(number, extra=markup(size)) for number in range(4)]
        return count_calls(lambda: learn_profile(hostile, HOST))

    assert cost(400) < 6 * cost(100)


def _plain(number: int, more: str) -> str:
    """A page whose body has no names within it."""
    told = "".join(f"<p>{text}</p>" for text in paragraphs(number))
    menu = "".join(f"<li><a href=/r/{n}/>Рубрика {n}</a>" for n in range(9))
    return (
        f"<title>{headline(number)}</title><ul>{menu}</ul><h1>{headline(number)}</h1>"
        f"<div id=text>{told}{more}</div><p>© Степной листок"
    )
