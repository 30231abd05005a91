"""The grown replica: the same from the same seed, complete in every list, and bad on purpose."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cleaners import clean
from fixtures.grown.edition import Edition, language_of, published
from fixtures.grown.faults import STAYS, Fault, trouble_of
from fixtures.grown.frame import Frames
from fixtures.grown.routes import Options, Routes
from fixtures.grown.serving import GrownReplica, serving

ORIGIN = "http://kazpravda.kz"
SMALL = Edition(articles=200)
EVERY_ADDRESS = 1.0


@pytest.fixture(scope="module")
def routes() -> Routes:
    """The answers of a small edition."""
    return Routes(SMALL, Options(), Frames())


@pytest.fixture(scope="module")
def replica() -> Iterator[GrownReplica]:
    """A server on which every address misbehaves."""
    with serving("--articles", "200", "--faults", str(EVERY_ADDRESS)) as running:
        yield running


def get(
    url: str, path: str, headers: dict[str, str] | None = None, seconds: float = 60
) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers; what is no proper answer raises."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=seconds)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def locations(body: bytes) -> list[str]:
    """What a sitemap names."""
    return re.findall(r"<loc>([^<]+)</loc>", body.decode())


def with_fault(fault: Fault) -> str:
    """The address of a story that has this fault."""
    paths = map(SMALL.path, range(SMALL.articles))
    troubles = ((path, trouble_of(SMALL.seed, path, EVERY_ADDRESS)) for path in paths)
    return next(path for path, trouble in troubles if trouble and trouble.fault is fault)


def test_a_seed_tells_the_same_stories() -> None:
    """And another seed others."""
    assert Edition(10).story(4) == Edition(5000).story(4)
    assert Edition(10, seed="b").story(4) != Edition(10).story(4)


def test_no_two_stories_are_alike() -> None:
    """Neither their addresses nor their texts."""
    assert len({SMALL.path(n) for n in range(200)}) == 200
    assert len({SMALL.story(n).paragraphs for n in range(200)}) == 200


def test_a_page_is_cleaned_as_the_replica_means_it(routes: Routes) -> None:
    """The profile of kazpravda.kz fits: the story is there, «Популярное» is not."""
    page = routes.article(17, ORIGIN, second=False)
    article, story = clean(page.body, ORIGIN + SMALL.path(17)), SMALL.story(17)
    assert article.headline == story.headline
    assert [author.name for author in article.authors] == ([story.author] if story.author else [])
    assert article.date_published == published(17).isoformat()
    assert all(text in article.text for text in (story.lead, *story.paragraphs))
    assert SMALL.headline(199) not in article.text
    assert not [key for key in article.metadata.profile_missed if key.startswith("story.")]


def test_the_second_layout_is_cleaned_without_the_profile(routes: Routes) -> None:
    """Its selectors find nothing there, and the story comes out all the same."""
    page = routes.article(17, ORIGIN, second=True)
    article, story = clean(page.body, ORIGIN + SMALL.path(17)), SMALL.story(17)
    assert "story.body" in article.metadata.profile_missed
    assert all(text in article.text for text in story.paragraphs)


def test_sitemaps_name_every_story_once(routes: Routes) -> None:
    """A few by their AMP address."""
    index = routes.answer("/sitemap.xml", "", ORIGIN)
    months = [url.removeprefix(ORIGIN) for url in locations(index.body) if "news" not in url]
    found = [url for month in months for url in locations(routes.answer(month, "", ORIGIN).body)]
    plain = sorted(url.removesuffix("amp/") for url in found)
    assert plain == sorted(ORIGIN + SMALL.path(n) for n in range(200))
    assert found != plain


def test_listings_and_archives_name_every_story_of_a_language(routes: Routes) -> None:
    """Whatever their links carry."""
    stories = {SMALL.path(n) for n in range(200) if language_of(n) == "ru"}
    days = [routes.answer("/archive/", f"date={day}", ORIGIN).body for day in SMALL.by_day]
    pages = [
        routes.answer(f"/r/{rubric}", f"page={number}", ORIGIN).body
        for language, rubric in SMALL.by_rubric
        for number in (1, 2)
        if language == "ru"
    ]
    for bodies in (days, pages):
        found = re.findall(r'class="news__link" href="([^"?]+)', b"".join(bodies).decode())
        assert {path.rstrip("/") + "/" for path in found} == stories


@pytest.mark.parametrize("query", ["", "date=", "date=02.07.2024", "date=2024-07-32"])
def test_the_archive_knows_one_form_of_dates(routes: Routes, query: str) -> None:
    """Any other is a page that is not there; the first day of the paper has its first story."""
    assert routes.answer("/archive/", query, ORIGIN).status is HTTPStatus.NOT_FOUND
    assert SMALL.by_day[date(2024, 7, 1)][-1] == 0


def test_other_forms_name_the_story(routes: Routes) -> None:
    """AMP and print declare the address, the one without a slash leads to it."""
    path = SMALL.path(18)
    for form, query in ((f"{path}amp/", ""), (path, "print=1")):
        body = routes.answer(form, query, ORIGIN).body.decode()
        assert f'<link rel="canonical" href="{ORIGIN}{path}">' in body
    redirect = routes.answer(path.rstrip("/"), "utm_source=x", ORIGIN)
    assert dict(redirect.headers)["Location"] == f"{ORIGIN}{path}?utm_source=x"


def test_versions_name_each_other(routes: Routes) -> None:
    """By `hreflang`, in both pages."""
    for number in (2, 3):
        body = routes.article(number, ORIGIN, second=False).body.decode()
        for language, other in (("ru", 2), ("kk", 3)):
            assert f'hreflang="{language}" href="{ORIGIN}{SMALL.path(other)}"' in body


def test_editions_differ_in_what_they_name() -> None:
    """Edited, moved, withdrawn, repeated: each shows."""
    later = replace(
        SMALL,
        edited=frozenset({1}),
        moved=frozenset({2}),
        withdrawn=frozenset({4}),
        repeats={199: 5},
    )
    assert later.story(1).paragraphs[:-1] == SMALL.story(1).paragraphs
    assert later.path(2) != SMALL.path(2)
    assert 4 not in later.listed
    assert later.story(199).paragraphs[:-1] == SMALL.story(5).paragraphs[:-1]
    assert later.story(199).paragraphs[-1] != SMALL.story(5).paragraphs[-1]
    routes = Routes(later, Options(), Frames())
    assert routes.number_of(SMALL.path(2)) is None
    assert routes.number_of(SMALL.path(4)) is None


def test_the_server_knows_what_did_not_change() -> None:
    """By ETag and by date, and it counts both."""
    with serving("--articles", "30") as replica:
        path = Edition(30).path(7)
        _, _, headers = get(replica.url, path)
        assert get(replica.url, path, {"If-None-Match": headers["ETag"]})[0] == 304
        since = headers["Last-Modified"]
        assert get(replica.url, path, {"If-Modified-Since": since})[0] == 304
        assert replica.counts()["asked"] == {path: 3}
        replica.forget()
        replica.change(edited=[7])
        status, body, _ = get(replica.url, path, {"If-None-Match": headers["ETag"]})
        assert status == 200
        assert Edition(30, edited=frozenset({7})).story(7).paragraphs[-1] in body.decode()


def test_late_stories_come_late() -> None:
    """As if they were published while a crawl is on its way."""
    with serving("--articles", "30", "--late", "5", "--late-after", "2") as replica:
        newest = Edition(30).path(29)
        assert get(replica.url, newest)[0] == 404
        for number in (0, 1, 2):
            get(replica.url, Edition(30).path(number))
        assert get(replica.url, newest)[0] == 200


def test_a_redesign_comes_after_so_many_stories() -> None:
    """The third page has the second layout."""
    with serving("--articles", "30", "--layout-after", "2") as replica:
        bodies = [get(replica.url, Edition(30).path(number))[1] for number in (0, 1, 2)]
    assert [b"article__title" in body for body in bodies] == [True, True, False]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.TOO_MANY, 429),
        (Fault.UNAVAILABLE, 503),
        (Fault.ERROR, 500),
        (Fault.BAD_GATEWAY, 502),
        (Fault.GONE, 410),
        (Fault.ALWAYS_ERROR, 500),
        (Fault.LOOP, 302),
    ],
)
def test_faults_of_status(replica: GrownReplica, fault: Fault, status: int) -> None:
    """The answer is proper HTTP and no page."""
    found, _, headers = get(replica.url, with_fault(fault))
    assert found == status
    assert ("Retry-After" in headers) == (fault in (Fault.TOO_MANY, Fault.UNAVAILABLE))


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault.SILENCE, Fault.NO_ANSWER, Fault.RESET, Fault.LONG_LENGTH, Fault.BAD_STATUS_LINE),
    ],
)
def test_faults_of_the_connection(replica: GrownReplica, fault: Fault) -> None:
    """The page does not arrive, or not as a whole."""
    path = with_fault(fault)
    with pytest.raises((OSError, HTTPException)):
        get(replica.url, path, seconds=0.5)


def test_an_endless_page_stays_lively(replica: GrownReplica) -> None:
    """No pause in it is long; only the whole takes for ever."""
    connection = HTTPConnection(urlsplit(replica.url).netloc, timeout=60)
    connection.request("GET", with_fault(Fault.ENDLESS_DRIP))
    answer = connection.getresponse()
    assert [len(answer.read1(1)) for _ in range(8)] == [1] * 8
    connection.close()


def test_a_cut_gzip_looks_whole_from_outside(replica: GrownReplica) -> None:
    """Its length is right; only the packed stream ends too early."""
    status, body, headers = get(replica.url, with_fault(Fault.CUT_GZIP))
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_a_short_length_cuts_the_page(replica: GrownReplica) -> None:
    """Nothing but the page itself tells that it is not whole."""
    status, body, _ = get(replica.url, with_fault(Fault.SHORT_LENGTH))
    assert (status, body.endswith(b"</html>\n")) == (200, False)


@pytest.mark.slow
def test_faults_pass_unless_they_stay() -> None:
    """Every story but those is there for whoever asks three times."""
    with serving("--articles", "24", "--faults", "1") as replica:
        for number in range(24):
            path = Edition(24).path(number)
            trouble = trouble_of(Edition().seed, path, EVERY_ADDRESS)
            assert trouble
            if trouble.fault is Fault.ENDLESS_DRIP:
                continue  # this client would read it for ever
            for _ in range(2):
                _status(replica.url, path, seconds=0.3)
            stays = trouble.fault in STAYS
            last = _status(replica.url, path, seconds=0.3 if stays else 60)
            assert (last == 200) is not stays


def _status(url: str, path: str, seconds: float) -> int | None:
    try:
        return get(url, path, seconds=seconds)[0]
    except (OSError, HTTPException):
        return None


def test_the_prose_has_a_word_for_every_place() -> None:
    """A place without words, or words without a place, is a mistake in the data."""
    folder = Path(__file__).parents[2] / "fixtures" / "grown" / "prose"
    for language, prose in SMALL.prose.items():
        named = set(re.findall(r"\{(\w+)\}", (folder / f"{language}.toml").read_text("utf-8")))
        assert named - {"place"} == set(prose.places)
