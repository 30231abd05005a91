"""The monitors at the end of a run."""

from __future__ import annotations

import pytest

from crawler.discovery import index_problem
from crawler.monitoring.monitors import judge_run
from crawler.monitoring.quality_flags import FlagCounts, article_flags
from crawler.monitoring.run_report import Alarm, DroppedPage, PastRun, RunReport
from tests.crawler.monitoring.runs import past, report

CUT = "it ends too early"


def alarms_of(run: RunReport, *history: PastRun) -> list[Alarm]:
    """The alarms; every flag was seen on one page."""
    return list(judge_run(run, history, lambda flag: (f"https://a.kz/{flag}",)))


class TestFewerArticles:
    def test_less_than_half_of_the_poorest_day(self) -> None:
        """Site and numbers are told."""
        (alarm,) = alarms_of(
            report(articles_stored=19), past(1.1), past(2.1, articles_stored=90), past(3.1)
        )
        assert alarm.message == "19 articles in 24 hours, at least 40 on 3 days before"

    def test_half_of_it_is_enough(self) -> None:
        """A quiet day is no alarm."""
        assert alarms_of(report(articles_stored=20), past(1.1), past(2.1), past(3.1)) == []

    def test_an_hour_without_news_is_none(self) -> None:
        """Runs of the last 24 hours count together."""
        hours = [past(n / 24, articles_stored=2) for n in range(1, 24 * 5)]
        assert alarms_of(report(articles_stored=0), *hours) == []

    def test_a_site_of_which_little_is_known_is_not_judged(self) -> None:
        """Two days are no history."""
        assert alarms_of(report(articles_stored=0), past(1.1), past(2.1)) == []

    def test_a_first_run_without_articles(self) -> None:
        """Nothing to compare with, and yet wrong."""
        assert [alarm.what for alarm in alarms_of(report(articles_stored=0))] == ["articles"]

    @pytest.mark.parametrize("runs", [1, 2, 9])
    def test_a_site_that_never_gave_an_article(self, runs: int) -> None:
        """It is said after every run."""
        before = [past(n, articles_stored=0) for n in range(1, runs + 1)]
        (alarm,) = alarms_of(report(articles_stored=0), *before)
        assert alarm.message == f"{runs + 1} runs found no article"

    def test_a_site_that_gave_one_is_judged_by_its_days(self) -> None:
        """By a crawl of some days, too: nothing new is usual then."""
        some = past(9, articles_stored=1, period="2025-05-01/2025-05-31")
        assert alarms_of(report(articles_stored=0), past(articles_stored=0), some) == []

    def test_a_run_stopped_by_hand_says_nothing_of_the_site(self) -> None:
        """It is short because somebody wanted it."""
        assert alarms_of(report(articles_stored=0, reason="shutdown")) == []

    def test_a_crawl_of_some_days_is_no_day_of_the_site(self) -> None:
        """It neither has to find something, nor is it what other runs are measured by."""
        assert alarms_of(report(articles_stored=0, period="2025-05-01/2025-05-31")) == []
        large = [past(n + 0.5, articles_stored=900, period="2025-05-01/") for n in range(4)]
        run = report(articles_stored=20)
        assert alarms_of(run, *large, past(1.1), past(2.1), past(3.1)) == []


class TestSigns:
    @pytest.mark.parametrize(
        "flag", ["without authors", "low confidence", "missed fields.authors", "dropped no_story"]
    )
    def test_a_rise_is_told_with_pages(self, flag: str) -> None:
        """Coverage, confidence, selectors and pages without a story: one rule for all."""
        run = report(article_flags=FlagCounts(40, {flag: 30}))
        (alarm,) = alarms_of(run, *(past(1 + n / 24) for n in range(3)))
        assert (alarm.what, alarm.before, alarm.now) == (flag, 0.0, 0.75)
        assert alarm.urls == (f"https://a.kz/{flag}",)

    def test_errors_that_rise(self) -> None:
        """Counted over all requests."""
        (alarm,) = alarms_of(report(answer_flags=FlagCounts(60, {"failed": 40})), past())
        assert alarm.message == "«failed» on 67% of 60 pages, 0% before"

    def test_small_runs_are_taken_together(self) -> None:
        """Five pages an hour: after thirty pages it is certain."""
        small = {"articles_stored": 5, "answer_flags": FlagCounts()}
        bad = FlagCounts(5, {"without authors": 4})
        good = [past(1 + n / 24, **small, article_flags=FlagCounts(5)) for n in range(20)]
        run = report(**small, article_flags=bad)
        worse = [past(n / 24, **small, article_flags=bad) for n in range(1, 6)]
        assert alarms_of(run, *worse[:1], *good) == []
        assert [alarm.what for alarm in alarms_of(run, *worse, *good)] == ["without authors"]

    def test_a_small_rise_needs_a_hundred_pages(self) -> None:
        """A fifth of the pages."""
        run = report(article_flags=FlagCounts(100, {"without authors": 20}))
        assert [alarm.what for alarm in alarms_of(run, past(), past(2))] == ["without authors"]

    def test_an_alarm_of_the_window_is_not_told_twice(self) -> None:
        """The window was first."""
        raised = Alarm(
            monitor="spreading", site="a.kz", what="without authors", message="m", before=0, now=1
        )
        run = report(article_flags=FlagCounts(40, {"without authors": 40}), alarms=(raised,))
        assert alarms_of(run, past(), past(2)) == []


def dropped(number: int, message: str = "") -> list[DroppedPage]:
    """Pages that were dropped with this message."""
    return [DroppedPage(f"https://a.kz/{n}", message) for n in range(number)]


class TestOneTextAtManyAddresses:
    def test_an_article_that_was_taken_back(self) -> None:
        """The alarm names it first."""
        run = report(
            articles_withdrawn=["https://a.kz/first"], articles_dropped={"repeated": dropped(2)}
        )
        (alarm,) = alarms_of(run)
        assert alarm.message == "one text at many addresses: 3 pages are no articles"
        assert alarm.urls[0] == "https://a.kz/first"

    def test_more_of_a_text_that_is_known(self) -> None:
        """The site still answers dead addresses with it; a few links are no news."""
        (alarm,) = alarms_of(report(articles_dropped={"repeated": dropped(5)}))
        assert (alarm.monitor, alarm.now) == ("repeated_texts", 5)
        assert alarms_of(report(articles_dropped={"repeated": dropped(4)})) == []

    def test_what_was_taken_back_was_not_found(self) -> None:
        """A first run that stored nothing else."""
        run = report(articles_stored=1, articles_withdrawn=["https://a.kz/first"])
        assert [alarm.what for alarm in alarms_of(run)] == ["repeated text", "articles"]

    def test_many_copies_of_one_article(self) -> None:
        """Those of several articles are not taken together."""
        same = dropped(5, "the same article as https://a.kz/n/1")
        (alarm,) = alarms_of(report(articles_dropped={"duplicate": same}))
        assert alarm.message == "5 pages dropped: the same article as https://a.kz/n/1"
        others = [*dropped(4, "the same article as x"), *dropped(4, "the same article as y")]
        assert alarms_of(report(articles_dropped={"duplicate": others})) == []


def test_a_sitemap_that_hides_its_stories() -> None:
    """What the site published there was not seen."""
    problems = {"https://a.kz/1.xml": CUT, "https://a.kz/2.xml": CUT}
    others = {"https://a.kz/feed": index_problem.NO_INDEX}
    (alarm,) = alarms_of(report(indexes_unreadable=problems | others))
    assert alarm.message == f"2 sitemaps or feeds led to less than they should: {CUT}"
    assert alarm.urls == tuple(problems)
    assert alarms_of(report(indexes_unreadable=others)) == []


class TestNotCrawled:
    def test_nothing_was_fetched(self) -> None:
        """Why is told; whatever the reason that the run ended for."""
        run = report(pages_fetched=0, failures={"TimeoutError": ["https://a.kz/"]}, reason="x")
        assert [alarm.message for alarm in alarms_of(run)] == ["nothing was fetched: TimeoutError"]
        assert (
            alarms_of(report(pages_fetched=0, http_errors={"403": ["u"]}, reason="shutdown")) == []
        )

    def test_robots_txt_could_not_be_had(self) -> None:
        """Nothing may be asked for then."""
        (alarm,) = alarms_of(report(stats={"robotstxt/unreachable": 1}))
        assert alarm.monitor == "not_crawled"

    def test_no_source_names_a_story(self) -> None:
        """A parked domain answers, and so does a front page that is rebuilt."""
        run = report(articles_stored=0, stats={})
        (alarm,) = alarms_of(run, past())
        assert alarm.message == "no page, feed or sitemap of the site names a story"
        stopped = report(articles_stored=0, stats={}, reason="closespider_pagecount")
        some_days = report(articles_stored=0, stats={}, period="2025-05-01/2025-05-31")
        assert alarms_of(stopped, past()) == alarms_of(some_days, past()) == []

    def test_pages_that_gave_nothing(self) -> None:
        """Some pages without a story are usual, no other pages are not."""
        lost = {"no_story": dropped(3), "over_limit": dropped(2)}
        run = report(articles_stored=0, articles_dropped=lost)
        (alarm,) = alarms_of(run, past())
        assert alarm.message == "none of 5 pages gave an article"
        unchanged = report(articles_stored=0, articles_dropped=lost | {"unchanged": dropped(1)})
        assert alarms_of(unchanged, past()) == []


def test_pages_lost_on_this_side() -> None:
    """One page that could not be stored is one too many."""
    lost = {"pipeline_error": [DroppedPage("https://a.kz/a", "No space left on device")]}
    (alarm,) = alarms_of(report(articles_dropped=lost))
    assert alarm.message == "1 page lost: pipeline_error: No space left on device"
    assert alarm.urls == ("https://a.kz/a",)


class TestAnotherProfile:
    """What a new profile does not give any more is noticed, though its own runs are all alike."""

    GENERIC = tuple(past(2 + n, article_flags=FlagCounts(40)) for n in range(3))

    def test_a_field_that_is_lost(self) -> None:
        """Both shares and both profiles are told, with pages."""
        run = report(profile="a.kz 1234", article_flags=FlagCounts(40, {"without authors": 40}))
        (alarm,) = alarms_of(run, *self.GENERIC)
        assert (alarm.monitor, alarm.what) == ("lost_by_profile", "without authors")
        assert alarm.message == (
            "«without authors» on 100% of 40 pages with the profile a.kz 1234, 0% with no profile"
        )

    def test_a_date_that_loses_its_time(self) -> None:
        """It is a flag as a missing field is."""
        flags = article_flags({"datePublished": "2026-03-01", "metadata": {}})
        assert "without time of datePublished" in flags
        run = report(profile="a.kz 1234", article_flags=FlagCounts(40, dict.fromkeys(flags, 40)))
        assert "without time of datePublished" in {a.what for a in alarms_of(run, *self.GENERIC)}

    def test_it_is_told_once(self) -> None:
        """Runs that have enough pages with the new profile were judged already."""
        flags = {"profile": "a.kz 1234", "article_flags": FlagCounts(120, {"without authors": 120})}
        assert alarms_of(report(**flags), past(1, **flags), *self.GENERIC) == []

    def test_small_runs_with_it_are_taken_together(self) -> None:
        """Until there are thirty pages."""
        flags = {"profile": "a.kz 1234", "article_flags": FlagCounts(10, {"without authors": 10})}
        since = [past(n / 24, **flags) for n in (1, 2)]
        assert alarms_of(report(**flags), *since[:1], *self.GENERIC) == []
        found = alarms_of(report(**flags), *since, *self.GENERIC)
        assert [alarm.what for alarm in found] == ["without authors"]

    def test_a_profile_that_gives_more(self) -> None:
        """No alarm."""
        poor = [past(2 + n, article_flags=FlagCounts(40, {"without tags": 40})) for n in range(3)]
        assert alarms_of(report(profile="a.kz 1234"), *poor) == []
