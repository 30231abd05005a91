"""The report as a page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from crawler.monitoring import charts
from crawler.monitoring.quality_flags import FlagCounts
from crawler.monitoring.report_page import render_page
from crawler.monitoring.run_report import Alarm, DroppedPage, Speed, Story
from tests.crawler.monitoring.runs import past, report

HOSTILE = "javascript:alert('<b>')"


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))


def style_hash(page: str) -> str:
    """What a policy calls the style of a page (CSP 3, 8.4)."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def test_it_needs_no_network_and_no_javascript() -> None:
    """Nothing is loaded, and a browser is told that nothing may be."""
    tags = Tags(render_page(report(), [past()])).found
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(tag for tag, _ in tags)
    policy = [attrs["content"] for tag, attrs in tags if "http-equiv" in attrs and tag == "meta"]
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
    assert policy == [f"{nothing}; style-src '{style_hash(render_page(report(), []))}'"]
    assert not [tag for tag, attrs in tags if "style" in attrs]
    assert not re.search(r"url\(|@import", render_page(report(), []))


def test_what_a_site_wrote_stays_text() -> None:
    """Neither a section nor an address becomes markup or a script."""
    run = report(
        articles_by_section={"<script>alert(1)</script>": 40},
        articles_dropped={"no_story": [DroppedPage(HOSTILE, "<i>m</i>")]},
        http_errors={"404": [HOSTILE]},
    )
    page = render_page(run, [])
    tags = Tags(page).found
    assert {"script", "i"} & {tag for tag, attrs in tags if not attrs} == set()
    assert not [a for tag, a in tags if tag == "a" and (a["href"] or "").startswith("javascript")]
    assert "javascript:alert(&#39;&lt;b&gt;&#39;)" in page


@pytest.mark.parametrize("mark", ["\x1b[2J", "\u202e", "\u2066", "\x85", "\ud800"])
def test_marks_that_turn_a_page_around_are_shown(mark: str) -> None:
    """What stands behind a mark of direction would be read the other way."""
    page = render_page(report(articles_by_section={f"{mark}sport": 40}), [])
    assert mark not in page
    assert ascii(mark)[1:-1].partition("[")[0] in page


def test_alarms_stand_with_their_pages() -> None:
    """One can go and look."""
    alarm = Alarm(
        monitor="spreading",
        site="a.kz",
        what="failed",
        message="too many",
        before=0,
        now=1,
        urls=("https://a.kz/x",),
        raised_after=30,
    )
    page = render_page(report(alarms=(alarm,)), [])
    assert "raised after 30 pages" in page
    assert '<a href="https://a.kz/x" rel="noreferrer">' in page
    assert "No alarm." in render_page(report(), [])


def test_earlier_runs_are_linked() -> None:
    """Their pages lie beside it."""
    page = render_page(report(), [past(1), past(2)])
    assert f'<a href="{past(2).id}.html">' in page


class TestCharts:
    def test_a_day_without_articles_is_a_gap(self) -> None:
        """Or a broken day would not be seen."""
        bars = charts.by_day({"2026-05-01": 4, "2026-05-03": 2, "": 9})
        assert [(bar.label, bar.share) for bar in bars] == [
            ("2026-05-01", 1.0),
            ("2026-05-02", 0.0),
            ("2026-05-03", 0.5),
        ]

    def test_many_days_become_months_and_years(self) -> None:
        """An archive of forty years fits, too."""
        assert charts.by_day({"2026-01-01": 1, "2026-05-03": 1})[0].label == "2026-01"
        years = {f"{year}-{month:02}-01": 1 for year in range(1986, 2026) for month in (1, 7)}
        assert [bar.label for bar in charts.by_day(years)] == [str(y) for y in range(1986, 2026)]

    def test_what_is_no_day_does_no_harm(self) -> None:
        """A page told its month alone."""
        assert [bar.label for bar in charts.by_day({"2026-05": 1})] == ["2026-05"]

    def test_coverage(self) -> None:
        """Of the stored articles."""
        run = report(article_flags=FlagCounts(41, {"without authors": 10, "dropped no_story": 1}))
        assert {bar.label: bar.shown for bar in charts.coverage(run)}["authors"] == "75%"

    def test_speed(self) -> None:
        """The highest column is full."""
        bars = charts.speed(report(speed=Speed(2.0, (10, 50))))
        assert [(bar.label, bar.shown, bar.share) for bar in bars] == [
            ("0:00:02", "5.0/s", 0.2),
            ("0:00:04", "25.0/s", 1.0),
        ]

    def test_a_run_in_which_nothing_happened(self) -> None:
        """No heading stands above nothing."""
        run = report(
            articles_stored=0, articles_by_day={}, articles_by_section={}, speed=Speed(),
            article_flags=FlagCounts(), answer_flags=FlagCounts(),
        )  # fmt: skip
        page = render_page(run, [])
        assert re.findall(r"<h2>(.*?)</h2>", page) == ["Outcomes", "Articles stored, run by run"]


def test_new_and_changed_stories_are_linked() -> None:
    """By their headlines, those without one by their address."""
    page = render_page(
        report(
            articles_new=[Story("https://a.kz/n/1", "Мост <b>"), Story("https://a.kz/%D0%B0")],
            articles_changed=[Story(HOSTILE, "Mill")],
        ),
        [],
    )
    assert '<a href="https://a.kz/n/1" rel="noreferrer">Мост &lt;b&gt;</a>' in page
    assert '<a href="https://a.kz/%D0%B0" rel="noreferrer">https://a.kz/а</a>' in page
    assert page.index("New stories") < page.index("Changed stories") < page.index("Mill")
    assert 'href="javascript' not in page
