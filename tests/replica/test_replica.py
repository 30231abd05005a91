"""What the served replica promises to the crawlers and cleaners that are tested on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from email.utils import parsedate_to_datetime
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from fixtures.replica.dumps import outdated
from fixtures.replica.loading import load_site
from fixtures.replica.server import ReplicaServer, serving
from fixtures.replica.sidebar import LONG_HEADLINE
from fixtures.replica.site import Article
from fixtures.replica.words import PREFIXES

SITE = load_site()
PATHS = [article.path for article in SITE.articles]
CP1251 = [article for article in SITE.articles if article.encoding == "windows-1251"]
RUBRICS = sorted({(article.language, article.rubric) for article in SITE.articles})
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def server() -> Iterator[ReplicaServer]:
    """The replica, served on a free port."""
    with serving(SITE) as running:
        yield running


class Answer:
    """A response read to its end."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @cached_property
    def html(self) -> HtmlElement:
        """The page, decoded as the page itself says."""
        return lxml_html.document_fromstring(self.body)


class Browser:
    """Ask the server over one connection, which it keeps alive, and each thing once."""

    def __init__(self, connection: HTTPConnection) -> None:
        self.connection = connection
        self.known: dict[tuple[str, ...], Answer] = {}

    def get(self, target: str, method: str = "GET", host: str = "localhost") -> Answer:
        """Ask for one target and read the answer to its end."""
        asked = (method, target, host)
        if asked not in self.known:
            self.connection.request(method, target, headers={"Host": host})
            self.known[asked] = Answer(self.connection.getresponse())
        return self.known[asked]

    def locations(self, target: str) -> list[str]:
        """The paths that a sitemap lists."""
        root = etree.fromstring(self.get(target).body)
        return [urlsplit(loc.text or "").path for loc in root.iter(f"{SITEMAP}loc")]

    def listing(self, target: str) -> Iterator[HtmlElement]:
        """Yield the pages of a listing, following its «next» links."""
        following: str | None = target
        while following:
            page = self.get(following).html
            yield page
            following = next(iter(page.xpath('//a[@rel="next"]/@href')), None)


@pytest.fixture(scope="module")
def browser(server: ReplicaServer) -> Iterator[Browser]:
    """Someone who looks at the replica."""
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=10)) as connection:
        yield Browser(connection)


def teasers(page: HtmlElement, name: str) -> list[str]:
    """The texts of all elements with a class."""
    return [link.text_content() for link in page.find_class(name)]


class TestArticlePage:
    def test_answers(self, browser: Browser) -> None:
        """Every article page answers 200 and shows its own headline."""
        for path in PATHS:
            answer = browser.get(path)
            assert answer.status == 200, path
            headline = " ".join(answer.html.xpath("string(//h1)").split())
            assert headline == " ".join(SITE.by_path[path].story.headline.split()), path

    def test_size(self, browser: Browser) -> None:
        """A page is as heavy as a light real one: 60 to 120 KB."""
        for path in PATHS:
            assert 60_000 <= len(browser.get(path).body) <= 120_000, path

    def test_head(self, browser: Browser) -> None:
        """The head tells canonical address, date and picture; own addresses use the host asked."""
        for path in PATHS:
            article = SITE.by_path[path]
            page = browser.get(path, host="replica.test").html
            canonical = page.xpath('//link[@rel="canonical"]/@href')
            assert canonical == [f"https://kazpravda.kz{path}"], path
            assert meta(page, "og:url") == [f"http://replica.test{path}"], path
            assert meta(page, "aiturec:datetime") == [article.published.isoformat()], path
            picture = [f"http://replica.test{article.image}"] if article.image else []
            assert meta(page, "og:image") == picture, path
            changed = [article.modified.isoformat()] if article.modified else []
            assert meta(page, "article:modified_time") == changed, path

    def test_sidebar(self, browser: Browser) -> None:
        """Beside a story stand 40 to 60 headlines and four real ones, two of them cut."""
        for path in PATHS:
            page = browser.get(path).html
            article = SITE.by_path[path]
            popular = teasers(page, "tab-content__link")
            assert 40 <= len(popular) <= 60, path
            assert len(set(popular)) == len(popular), path
            assert article.language != "ru" or any(len(t) >= LONG_HEADLINE for t in popular), path
            others = {a.path for a in SITE.in_language(article.language)} - {article.path}
            hrefs = [link.get("href") for link in page.find_class("read-also__link")]
            assert len(set(hrefs)) == 4, path
            assert len(set(hrefs) & others) == min(4, len(others)), path
            assert sum(title.endswith("…") for title in teasers(page, "read-also__link")) >= 2, path

    def test_sidebars_differ(self, browser: Browser) -> None:
        """No two pages have the same sidebar."""
        pages = [browser.get(path).html for path in PATHS]
        assert len({tuple(teasers(page, "tab-content__link")) for page in pages}) == len(pages)

    def test_placeholders(self, browser: Browser) -> None:
        """The calendar's placeholders stand in the page, as no script has filled them."""
        for path in PATHS:
            items = browser.get(path).html.xpath('//*[@class="calendar"]//li')
            assert [item.text for item in items] == ["[[year]]", "[[month.label]]", "[[day]]"], path

    def test_last_modified(self, browser: Browser) -> None:
        """The server tells when an article last changed."""
        for article in SITE.articles:
            changed = parsedate_to_datetime(browser.get(article.path).headers["Last-Modified"])
            assert changed == article.last_change


class TestEncoding:
    def test_header_and_meta(self) -> None:
        """Two pages are in windows-1251, and one of them says so in its markup only."""
        assert len(CP1251) == 2
        assert len(SITE.routes.charset_only_in_meta & {a.slug for a in CP1251}) == 1

    @pytest.mark.parametrize("article", CP1251, ids=lambda article: article.slug)
    def test_decodes(self, browser: Browser, article: Article) -> None:
        """A windows-1251 page decodes to the text of its article."""
        answer = browser.get(article.path)
        assert article.story.html in answer.body.decode("windows-1251")
        assert b"charset=windows-1251" in answer.body[:1024]
        only_meta = article.slug in SITE.routes.charset_only_in_meta
        declared = None if only_meta else "windows-1251"
        assert answer.headers.get_content_charset() == declared


class TestListings:
    @pytest.mark.parametrize(("language", "rubric"), RUBRICS)
    def test_pagination(self, browser: Browser, language: str, rubric: str) -> None:
        """The pages of a rubric hold five entries each and reach all of its articles."""
        pages = list(browser.listing(f"{PREFIXES[language]}/r/{rubric}"))
        links = [
            page.xpath('//article[@class="news"]/a[@class="news__link"]/@href') for page in pages
        ]
        assert all(len(part) == 5 for part in links[:-1])
        wanted = {a.path for a in SITE.in_language(language) if a.rubric == rubric}
        reached = [href for part in links for href in part]
        assert len(set(reached)) == len(reached)
        assert wanted <= set(reached)

    def test_second_page(self, browser: Browser) -> None:
        """At least one article is found on the second page of its rubric only."""
        [_, second] = browser.listing("/r/ekonomika")
        assert set(second.xpath('//a[@class="news__link"]/@href')) & set(PATHS)

    def test_page_out_of_range(self, browser: Browser) -> None:
        """A page that a rubric does not have is 404."""
        numbers = ("0", "99", "x", "9" * 5000)
        statuses = {browser.get(f"/r/sport?page={number}").status for number in numbers}
        assert statuses == {404}

    @pytest.mark.parametrize("language", PREFIXES)
    def test_front(self, browser: Browser, language: str) -> None:
        """The front page of a language shows its latest articles and leads to the rubrics."""
        page = browser.get(f"{PREFIXES[language]}/").html
        hrefs = page.xpath('//article/a[@class="daynews__link"]/@href')
        latest = [article.path for article in SITE.in_language(language)]
        assert hrefs == latest[: len(hrefs)]
        assert hrefs
        assert f"{PREFIXES[language]}/r/sport" in page.xpath("//a/@href")
        assert len(teasers(page, "daynews__title")) == len(page.xpath("//article/time"))

    def test_tags(self, browser: Browser) -> None:
        """The tag links of an article lead to a list which has the article."""
        for article in SITE.articles:
            for path in article.story.tags:
                pages = list(browser.listing(quote(path)))
                assert any(article.path in page.xpath("//a/@href") for page in pages)

    @pytest.mark.parametrize("language", ["ru", "kk", "en"])
    def test_archive(self, browser: Browser, language: str) -> None:
        """A day in it lists its stories; one without stories is not there."""
        newest = SITE.in_language(language)[0]
        path = f"{PREFIXES[language]}/archive/?date="
        page = browser.get(path + str(newest.published.date())).html
        assert newest.path in page.xpath("//a/@href")
        assert browser.get(f"{path}1999-01-01").status == 404

    def test_search(self, browser: Browser) -> None:
        """A search finds an article by its headline."""
        words = quote(SITE.articles[0].story.headline)
        assert PATHS[0] in browser.get(f"/search?q={words}").html.xpath("//a/@href")


class TestFeeds:
    def test_sitemap(self, browser: Browser) -> None:
        """The sitemap lists every article once, and the duplicate."""
        parts = browser.locations("/sitemap.xml")
        listed = [path for part in parts for path in browser.locations(part)]
        assert sorted(listed) == sorted([*PATHS, *SITE.routes.duplicates])

    def test_sitemap_parts(self, browser: Browser) -> None:
        """A sitemap holds twenty addresses at most, with the date of the last change."""
        for part in browser.locations("/sitemap.xml"):
            root = etree.fromstring(browser.get(part).body)
            assert len(root) <= 20
            assert all(url.find(f"{SITEMAP}lastmod") is not None for url in root)

    def test_rss(self, browser: Browser) -> None:
        """The feed holds the twenty newest articles with their dates, the newest first."""
        items = etree.fromstring(browser.get("/rss").body).findall("channel/item")
        dates = [parsedate_to_datetime(item.findtext("pubDate", "")) for item in items]
        assert [urlsplit(item.findtext("link", "")).path for item in items] == PATHS[:20]
        assert dates == [article.published for article in SITE.articles[:20]]

    def test_robots(self, browser: Browser) -> None:
        """The robots file names the sitemap under the host asked, and forbids the search only."""
        lines = browser.get("/robots.txt", host="replica.test").body.decode().splitlines()
        assert "Sitemap: http://replica.test/sitemap.xml" in lines
        assert [line for line in lines if line.startswith("Disallow")] == ["Disallow: /search"]

    def test_pictures(self, browser: Browser) -> None:
        """Every picture of every article is a JPEG."""
        for article in SITE.articles:
            for source in re.findall(r'src="(/media/[^"]+)"', article.story.html):
                answer = browser.get(source)
                assert answer.headers["Content-Type"] == "image/jpeg"
                assert answer.body.startswith(b"\xff\xd8\xff")


class TestOddPaths:
    def test_redirect(self, browser: Browser) -> None:
        """The first version of a story leads to the real one for good."""
        answer = browser.get("/n/pervaya-versiya-novosti/", host="replica.test")
        assert answer.status == 301
        assert urlsplit(answer.headers["Location"]).netloc == "replica.test"
        target = urlsplit(answer.headers["Location"]).path
        assert target in PATHS
        listing = browser.listing(f"/r/{SITE.by_path[target].rubric}")
        assert any("/n/pervaya-versiya-novosti/" in page.xpath("//a/@href") for page in listing)

    def test_gone(self, browser: Browser) -> None:
        """A listing still links to a story which is gone."""
        gone = SITE.routes.gone[0]
        assert gone.link.path == "/n/udalennaya-publikaciya/"
        assert browser.get(gone.link.path).status == 404
        pages = browser.listing(f"/r/{gone.rubric}")
        assert any(gone.link.path in page.xpath("//a/@href") for page in pages)

    def test_duplicate(self, browser: Browser) -> None:
        """A second address shows the same story, names the first, and is linked from a listing."""
        [(path, first)] = SITE.routes.duplicates.items()
        page = browser.get(path).html
        assert path != first
        assert page.xpath('//link[@rel="canonical"]/@href') == [f"https://kazpravda.kz{first}"]
        assert page.xpath("string(//h1)") == browser.get(first).html.xpath("string(//h1)")
        listing = browser.listing(f"/r/{SITE.by_path[first].rubric}")
        assert any(path in page.xpath("//a/@href") for page in listing)

    @pytest.mark.parametrize("path", ["/favicon.ico", "/n/", "/r/nichego", "/sitemap-99.xml"])
    def test_unknown(self, browser: Browser, path: str) -> None:
        """What is not there answers 404."""
        assert browser.get(path).status == 404

    def test_slash(self, browser: Browser) -> None:
        """An article without its last slash is one redirect away."""
        answer = browser.get(PATHS[0].rstrip("/"))
        assert answer.status == 301
        assert answer.headers["Location"].endswith(PATHS[0])


class TestProtocol:
    def test_proxy(self, browser: Browser) -> None:
        """As a proxy the server shows the site under its real name."""
        answer = browser.get(f"http://kazpravda.kz{PATHS[0]}", host="kazpravda.kz")
        assert answer.status == 200
        assert meta(answer.html, "og:url") == [f"http://kazpravda.kz{PATHS[0]}"]

    def test_other_host(self, browser: Browser) -> None:
        """As a proxy it fetches nothing from any other site."""
        assert browser.get("http://example.com/").status == 502

    def test_connect(self, server: ReplicaServer) -> None:
        """There is no way through for https."""
        with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=10)) as own:
            assert Browser(own).get("kazpravda.kz:443", "CONNECT").status == 501

    def test_head(self, browser: Browser) -> None:
        """HEAD tells the length of the page and sends none of it."""
        head, whole = browser.get(PATHS[0], "HEAD"), browser.get(PATHS[0])
        assert head.body == b""
        assert head.headers["Content-Length"] == str(len(whole.body))

    def test_quiet(self, browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
        """A request leaves nothing on the terminal."""
        browser.get("/?quiet")
        browser.get("/n/quiet/")
        assert capfd.readouterr() == ("", "")


def test_dumps_are_current() -> None:
    """The plain-text dumps on disk are what `dumps` would write."""
    assert outdated(SITE) == []


def meta(page: HtmlElement, name: str) -> list[str]:
    """What the page's meta elements say of one property."""
    return list(page.xpath("//meta[@property=$name]/@content", name=name))
