"""What the spiders ask for, without any network."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from cleaners import ProfileError, load_profile, load_profiles
from crawler.configuration import profiles_of
from crawler.discovery.plan import Plan, plan_from_profile, plan_without_discovery
from crawler.items import FetchedPage
from crawler.middlewares.depth import StoryDepth
from crawler.middlewares.redirects import CanonicalFingerprinter
from crawler.middlewares.request_meta import article_meta, source_meta
from crawler.spiders.asking import MAX_LISTINGS
from crawler.spiders.index_spider import MAX_SITEMAP_DEPTH
from crawler.spiders.kazpravda import KazpravdaSpider
from crawler.spiders.news import NewsSpider
from crawler.spiders.request_queue import RequestQueue
from crawler.spiders.site_spider import SiteSpider
from crawler.spiders.spider_arguments import BadArgumentError

ORIGIN = "http://kazpravda.kz"


def started(spider: SiteSpider) -> list[str]:
    """The first requests of a spider."""

    async def collect() -> list[str]:
        return [request.url async for request in spider.start()]

    return asyncio.run(collect())


def listing(url: str, html: str) -> HtmlResponse:
    """A listing as Scrapy hands it over."""
    return HtmlResponse(url, body=html.encode(), encoding="utf-8", request=Request(url))


def all_of(found: AsyncIterator[Any]) -> list[Any]:
    """What a callback yields."""

    async def collect() -> list[Any]:
        return [each async for each in found]

    return asyncio.run(collect())


def urls(requests: Iterable[Request] | AsyncIterator[Request]) -> list[str]:
    """Addresses of requests."""
    made = all_of(requests) if isinstance(requests, AsyncIterator) else requests
    return [request.url for request in made]


def test_kazpravda_starts_from_its_profile() -> None:
    """Feed, sitemap, three front pages, every rubric."""
    found = started(KazpravdaSpider(f"{ORIGIN}/"))
    profile = load_profile("kazpravda.kz").discovery
    parts = (profile.feeds, profile.sitemaps, profile.start, profile.listings)
    assert found == [ORIGIN + path for part in parts for path in part]


def test_kazpravda_without_an_address() -> None:
    """Then it is the site itself, by https."""
    assert started(KazpravdaSpider())[0] == "https://kazpravda.kz/rss"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8017/", "http://127.0.0.1:8017/somewhere/"])
def test_the_address_moves_the_whole_crawl(url: str) -> None:
    """Scheme, host and port are replaced; the real site is out of bounds then."""
    spider = KazpravdaSpider(url)
    assert all(found.startswith("http://127.0.0.1:8017/") for found in started(spider))
    assert spider.allowed_domains == ["127.0.0.1"]
    assert not spider.plan.is_on_site("https://kazpravda.kz/n/a/")
    assert not spider.plan.is_on_site("http://127.0.0.1:9999/n/a/")


def test_requests_ask_for_the_languages_of_the_site() -> None:
    """In the order of the profile."""
    (request,) = all_of(KazpravdaSpider(ORIGIN).article_requests([f"{ORIGIN}/n/a/"]))
    assert request.headers["Accept-Language"] == b"ru, kk;q=0.9, en;q=0.8"


def test_a_listing_leads_to_stories_and_to_its_next_page() -> None:
    """Selectors of the profile choose the stories; a teaser elsewhere is not followed."""
    html = """<a href="/r/sport">Спорт</a> <a href="/t/beg">бег</a> <a href="/n/teaser/">x</a>
    <article class="news"><a class="news__link" href="/n/a/">A</a></article>
    <a class="pagination__next" href="/r/sport?page=2">2</a>"""
    found = urls(KazpravdaSpider(ORIGIN).parse_listing(listing(f"{ORIGIN}/", html)))
    assert found == [f"{ORIGIN}/n/a/", f"{ORIGIN}/r/sport?page=2", f"{ORIGIN}/r/sport"]


def test_a_changed_layout_is_survived() -> None:
    """Where the selectors find nothing, every link of the shape of a story is followed."""
    html = '<div class="new"><a href="/n/a/">A</a></div>'
    found = urls(KazpravdaSpider(ORIGIN).parse_listing(listing(f"{ORIGIN}/", html)))
    assert found == [f"{ORIGIN}/n/a/"]


def test_listings_are_bounded() -> None:
    """A site with endless listings gets a bounded number of requests."""
    spider = KazpravdaSpider(ORIGIN)
    endless = [f"{ORIGIN}/r/{number}" for number in range(MAX_LISTINGS + 10)]
    assert len(list(spider.listing_requests(endless))) == MAX_LISTINGS


def test_a_sitemap_is_filtered_by_the_pattern() -> None:
    """Pages of other kinds, and other hosts, are left out."""
    locations = (f"{ORIGIN}/n/a/", f"{ORIGIN}/r/sport", "http://elsewhere.example/n/a/")
    body = "".join(f"<url><loc>{url}</loc></url>" for url in locations)
    response = Response(f"{ORIGIN}/sitemap-1.xml", body=f"<urlset>{body}</urlset>".encode())
    assert urls(KazpravdaSpider(ORIGIN).parse_sitemap(response)) == [f"{ORIGIN}/n/a/"]


def test_an_index_below_many_others_is_not_followed() -> None:
    """An index that names a new one each time would go on for ever."""
    body = f"<sitemapindex><sitemap><loc>{ORIGIN}/s-9.xml</loc></sitemap></sitemapindex>".encode()
    found = {}
    for depth in (MAX_SITEMAP_DEPTH - 1, MAX_SITEMAP_DEPTH):
        request = Request(f"{ORIGIN}/s.xml", meta={"depth": depth})
        response = Response(request.url, body=body, request=request)
        found[depth] = urls(KazpravdaSpider(ORIGIN).parse_sitemap(response))
    assert found == {MAX_SITEMAP_DEPTH - 1: [f"{ORIGIN}/s-9.xml"], MAX_SITEMAP_DEPTH: []}


def test_the_links_of_a_page_are_bounded() -> None:
    """A hundred thousand of them are a trap."""
    html = "".join(f'<a href="/n/story-{number}/">x</a>' for number in range(30))
    spider = KazpravdaSpider(ORIGIN)
    spider.max_page_links = 10
    found = urls(spider.parse_listing(listing(f"{ORIGIN}/", html)))
    assert found == [f"{ORIGIN}/n/story-{number}/" for number in range(10)]


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_crawl_ends_when_nothing_is_queued(*, is_empty: bool) -> None:
    """Scrapy asks when its scheduler is empty; links may still wait for their request."""
    spider = KazpravdaSpider(ORIGIN)
    spider.read_again = lambda: None  # type: ignore[method-assign]
    spider.request_queue = cast("RequestQueue", SimpleNamespace(is_empty=is_empty))
    with nullcontext() if is_empty else pytest.raises(DontCloseSpider):
        spider.on_idle()


def test_a_sitemap_may_name_the_amp_version_alone() -> None:
    """The story itself is asked for, which the pattern of the profile fits."""
    body = f"<urlset><url><loc>{ORIGIN}/n/a/amp/</loc></url></urlset>"
    response = Response(f"{ORIGIN}/sitemap-1.xml", body=body.encode())
    assert urls(KazpravdaSpider(ORIGIN).parse_sitemap(response)) == [f"{ORIGIN}/n/a/"]


def test_archives_come_last() -> None:
    """The stories found so far are fetched before the next sitemap of an index."""
    spider = KazpravdaSpider(ORIGIN)
    body = f"<sitemapindex><sitemap><loc>{ORIGIN}/s-1.xml</loc></sitemap></sitemapindex>"
    response = Response(f"{ORIGIN}/sitemap.xml", body=body.encode())
    (archive,) = all_of(spider.parse_sitemap(response))
    (article,) = all_of(spider.article_requests([f"{ORIGIN}/n/a/"]))
    (listing,) = spider.listing_requests([f"{ORIGIN}/r/sport"])
    assert archive.priority < listing.priority < article.priority


def test_a_listing_that_is_no_page_leads_nowhere() -> None:
    """A server that answers JSON or a picture gets no more requests."""
    response = TextResponse(f"{ORIGIN}/r/sport", body=b"{}", encoding="utf-8")
    assert urls(KazpravdaSpider(ORIGIN).parse_listing(response)) == []


def test_a_story_is_handed_on_as_it_came() -> None:
    """Bytes are not decoded; the address is where the request ended."""
    response = Response(
        f"{ORIGIN}/n/a/", headers={"Content-Type": "text/html; charset=windows-1251"}, body=b"\xcf"
    )
    (page,) = all_of(KazpravdaSpider(ORIGIN).parse_article(response))
    assert isinstance(page, FetchedPage)
    assert (page.url, page.body) == (f"{ORIGIN}/n/a/", b"\xcf")
    assert page.profile == load_profile("kazpravda.kz")
    assert page.content_type == "text/html; charset=windows-1251"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page.downloaded)
    assert "xcf" not in repr(page)


def test_links_on_stories_are_followed_when_asked_for() -> None:
    """`-a follow=articles`; without it a story leads nowhere."""
    page = listing(
        f"{ORIGIN}/n/a/", '<a href="/n/b/">B</a><a href="/n/c/amp/">C</a><a href="/r/x">'
    )
    spider = KazpravdaSpider(ORIGIN, follow="articles")
    *links, story = all_of(spider.parse_article(page))
    assert isinstance(story, FetchedPage)
    assert urls(links) == [f"{ORIGIN}/n/b/", f"{ORIGIN}/n/c/"]
    assert len(all_of(KazpravdaSpider(ORIGIN).parse_article(page))) == 1


def test_amp_and_print_versions_are_never_asked_for() -> None:
    """Feeds and news sitemaps name whatever they like."""
    feed = "<rss><item><link>/n/a/amp/</link></item><item><link>/n/b/?print=1</link></item></rss>"
    found = KazpravdaSpider(ORIGIN).parse_feed(Response(f"{ORIGIN}/rss", body=feed.encode()))
    assert urls(found) == [f"{ORIGIN}/n/a/", f"{ORIGIN}/n/b/"]


def test_a_period_is_asked_for_by_its_archives() -> None:
    """Sitemaps, and one page a day and language; neither feeds nor listings."""
    spider = KazpravdaSpider(ORIGIN, since="2025-05-30", until="2025-05-31")
    spider.date_form = "%Y-%m-%d"
    days = [
        f"{ORIGIN}{front}/archive/?date=2025-05-{day}"
        for front in ("", "/kk", "/en")
        for day in (31, 30)
    ]
    assert started(spider) == [f"{ORIGIN}/sitemap.xml", *days]


class TestArchiveWithUnknownDates:
    """Its address is known, and not how it writes a day."""

    ASKED = f"{ORIGIN}/archive/?date=2025-05-31"

    @pytest.fixture
    def spider(self) -> KazpravdaSpider:
        """A crawl of two days."""
        return KazpravdaSpider(ORIGIN, since="2025-05-30", until="2025-05-31")

    def probe(self, spider: KazpravdaSpider, body: str, number: int = 0) -> list[str]:
        """What the answer to one try leads to."""
        return urls(spider.parse_probe(listing(self.ASKED, body), number))

    def test_the_newest_day_is_asked_for_in_one_form(self, spider: KazpravdaSpider) -> None:
        """Nothing else of the archive is, before it has answered."""
        assert started(spider) == [f"{ORIGIN}/sitemap.xml", self.ASKED]

    def test_stories_of_the_day_are_an_answer(self, spider: KazpravdaSpider) -> None:
        """They are asked for, and the other pages in the same form."""
        found = self.probe(spider, dated("2025-05-31"))
        assert found[0] == f"{ORIGIN}/n/2025-05-31/"
        assert f"{ORIGIN}/en/archive/?date=2025-05-30" in found

    def test_stories_of_another_day_are_none(self, spider: KazpravdaSpider) -> None:
        """Many servers show today where they don't understand; the other form is tried."""
        assert self.probe(spider, dated("2026-05-31")) == [f"{ORIGIN}/archive/?date=31.05.2025"]

    def test_a_link_to_a_day_shows_the_form(self, spider: KazpravdaSpider) -> None:
        """Without another try."""
        link = '<a href="/archive/?date=20-05-2025">20 May</a>'
        found = self.probe(spider, link)
        assert found[:2] == [f"{ORIGIN}/archive/?date={day}-05-2025" for day in (31, 30)]

    def test_an_empty_day_leads_to_the_next_one(self, spider: KazpravdaSpider) -> None:
        """In both forms; and when all tries are over, to the listings."""
        assert self.probe(spider, "", 1) == [f"{ORIGIN}/archive/?date=2025-05-30"]
        assert f"{ORIGIN}/r/sport" in self.probe(spider, "", 3)


def test_a_period_that_goes_on_asks_feeds_too() -> None:
    """They hold what is new."""
    assert started(KazpravdaSpider(ORIGIN, since="2025-05-30"))[0] == f"{ORIGIN}/rss"


def test_without_a_beginning_there_is_no_archive_to_ask() -> None:
    """The listings are walked, from the newest on."""
    found = started(KazpravdaSpider(ORIGIN, until="2025-05-30"))
    assert f"{ORIGIN}/r/sport" in found
    assert not [url for url in found if "archive" in url]


def dated(*days: str) -> str:
    """A listing of stories with their dates, and a next page."""
    entries = "".join(
        f'<article class="news"><a class="news__link" href="/n/{day}/">x</a>'
        f'<time datetime="{day}"></time></article>'
        for day in days
    )
    return f'{entries}<a class="pagination__next" href="/r/sport?page=2">2</a>'


def test_a_listing_ends_when_its_dates_have_passed() -> None:
    """One old story among new ones may be pinned; most of them old means that the rest is, too."""
    spider = KazpravdaSpider(ORIGIN, since="2025-05-30", until="2025-05-31")
    now = listing(f"{ORIGIN}/r/sport", dated("2020-01-01", "2025-06-01", "2025-05-31"))
    past = listing(f"{ORIGIN}/r/sport", dated("2025-05-30", "2025-05-29", "2025-05-28"))
    assert urls(spider.parse_listing(now)) == [
        f"{ORIGIN}/n/2025-05-31/",
        f"{ORIGIN}/r/sport?page=2",
    ]
    assert urls(spider.parse_listing(past)) == [f"{ORIGIN}/n/2025-05-30/"]


def test_an_archive_that_is_not_there_leads_to_the_listings() -> None:
    """Its address was expected, and not known."""
    spider = KazpravdaSpider(ORIGIN, since="2025-05-30")
    spider.note_failure = lambda failure: ()  # type: ignore[method-assign]
    assert f"{ORIGIN}/r/sport" in urls(spider.archive_failed(None))  # type: ignore[arg-type]


def test_news_uses_a_profile_where_there_is_one() -> None:
    """`news` on a known host does what the profile says."""
    assert started(NewsSpider("http://www.kazpravda.kz/"))[1:2] == [
        "http://www.kazpravda.kz/sitemap.xml"
    ]


def test_news_takes_a_profile_of_the_folder(tmp_path: Path) -> None:
    """What it says of the site takes the place of what ships; the rest stays."""
    shipped = load_profiles().get("kazpravda.kz").discovery
    (tmp_path / "k.toml").write_text(
        'host = "kazpravda.kz"\nchecked = 2026-01-31\n[discovery]\nfeeds = ["/mine.xml"]\n'
    )
    found = started(NewsSpider("http://kazpravda.kz/", load_profiles(tmp_path)))
    assert found[0] == "http://kazpravda.kz/mine.xml"
    assert not {f"http://kazpravda.kz{feed}" for feed in shipped.feeds} & {*found}
    assert {f"http://kazpravda.kz{sitemap}" for sitemap in shipped.sitemaps} <= {*found}


def test_a_profile_without_discovery_cleans_what_a_guess_found(tmp_path: Path) -> None:
    """The crawl starts like one without profile; its pages are cleaned with it."""
    (tmp_path / "a.toml").write_text('host = "*.example.org"\nchecked = 2026-01-31\n')
    spider = NewsSpider("https://news.example.org/world/", load_profiles(tmp_path))
    assert started(spider) == ["https://news.example.org/world/"]
    (page,) = all_of(spider.parse_article(Response("https://news.example.org/n/a/")))
    assert isinstance(page, FetchedPage)
    assert page.profile == load_profiles(tmp_path).get("*.example.org")


def test_the_folder_is_a_setting(tmp_path: Path) -> None:
    """A relative one lies in the project; without one there is what ships."""
    (tmp_path / "a.toml").write_text('host = "a.kz"\nchecked = 2026-01-31\n')
    assert (
        profiles_of(Settings({"CHISTOVIK_SITE_PROFILES": str(tmp_path)})).get("a.kz").host == "a.kz"
    )
    assert profiles_of(Settings({"CHISTOVIK_SITE_PROFILES": ""})).find("a.kz") is None
    with pytest.raises(ProfileError, match="profiles/nowhere: No such file"):
        profiles_of(Settings({"CHISTOVIK_SITE_PROFILES": "profiles/nowhere"}))


def test_news_starts_with_one_page() -> None:
    """The page that was named, be it a section."""
    assert started(NewsSpider("https://example.org/world/")) == ["https://example.org/world/"]


def test_news_needs_an_address() -> None:
    """There is no site that everybody means."""
    with pytest.raises(BadArgumentError, match="missing"):
        NewsSpider()


def test_spellings_of_one_page_have_one_fingerprint() -> None:
    """Method and page, whatever scheme, slash or presentation it is asked for with."""
    fingerprint = CanonicalFingerprinter().fingerprint
    first = fingerprint(Request("http://a.org/n?b=2&a=1"))
    assert first == fingerprint(Request("http://a.org:80/n?a=1&b=2&utm_source=x#top"))
    assert first == fingerprint(Request("https://www.a.org/n/amp/?a=1&b=2"))
    assert first != fingerprint(Request("http://a.org/n?a=1&b=3"))
    assert first != fingerprint(Request("http://a.org/n?a=1&b=2", method="HEAD"))


def test_hosts_of_a_site() -> None:
    """With and without www., and the aliases of the profile; no other subdomain."""
    plan = plan_from_profile(load_profile("kazpravda.kz"))
    for host in ("kazpravda.kz", "www.kazpravda.kz", "m.kazpravda.kz"):
        assert plan.is_on_site(f"https://{host}/n/a/")
    assert not plan.is_on_site("https://mail.kazpravda.kz/n/a/")
    assert not plan_without_discovery("https://example.org/").is_on_site("https://example.com/")


def test_no_languages_no_header() -> None:
    """A site of which nothing is known is asked for none."""
    assert Plan("", frozenset(), ()).accept_language is None


@pytest.mark.parametrize(
    ("marks", "of", "passes"),
    [
        (article_meta(None), source_meta(), True),
        (article_meta(None), article_meta(None), False),
        (source_meta(), source_meta(), False),
    ],
)
def test_the_deepest_listing_leads_to_its_stories(
    marks: dict[str, Any], of: dict[str, Any], passes: bool
) -> None:
    """And to no more listings; stories lead no deeper either."""
    middleware = StoryDepth.from_crawler(get_crawler(settings_dict={"DEPTH_LIMIT": 1}))
    response = Response(ORIGIN, request=Request(ORIGIN, meta=of | {"depth": 1}))
    found = middleware.process_spider_output(response, [Request(f"{ORIGIN}/n/a/", meta=marks)])
    assert len(list(found)) == passes
