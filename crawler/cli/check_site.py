"""`chistovik check URL`: what a crawl of a site would be like, before the first one."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from cleaners import ProfileError, SiteProfile
from crawler.checking.check_spider import CheckSpider
from crawler.checking.site_report import Terms, clean_pages, selector_report, site_report
from crawler.configuration import profiles_of
from crawler.middlewares.reserved_rights import obeyed_marks
from crawler.spiders.spider_arguments import BadArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Robots, sources and stories come to some twenty; a site must not make it a crawl.
MOST_ANSWERS = 60
MOST_SECONDS = 600
OVERRIDES = {
    "EXTENSIONS": {"crawler.extensions.crawl_delay.CrawlDelay": 0},
    "ITEM_PIPELINES": {},
    "CLOSESPIDER_PAGECOUNT": MOST_ANSWERS,
    "CLOSESPIDER_TIMEOUT": MOST_SECONDS,
    "LOG_LEVEL": "CRITICAL",
}


@click.command()
@click.argument("url")
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Try this profile, and say selector by selector what it finds.",
)
@click.option("-s", "changes", multiple=True, metavar="NAME=VALUE", help="A setting of the crawl.")
def check(url: str, profile: Path | None, changes: tuple[str, ...]) -> None:
    """Look at a site as a crawl would, and say on one page what is there and what to change.

    \b
    chistovik check https://example.org/
    chistovik check https://example.org/ --profile example.org.toml

    It asks for robots.txt, some sitemaps, feeds and listings, and five stories, at the pace of a
    crawl; nothing is stored. Exit status 1 when no story could be had.
    """  # noqa: D301  click needs the real character
    with tempfile.TemporaryDirectory() as folder:
        if profile is not None:
            shutil.copy(profile, folder)
        settings = _settings(changes, folder if profile is not None else "")
        spider = _run(url, settings)
    stories = clean_pages(spider.facts.pages)
    plan = replace(spider.plan, archives=spider.archives)
    click.echo(site_report(spider.facts, plan, stories, _terms(settings)))
    if profile is not None and spider.plan.profile is not None:
        click.echo()
        pages = spider.facts.pages
        click.echo(selector_report(spider.plan.profile, _selectors(spider.plan.profile), pages))
    if not any(story.article for story in stories):
        raise SystemExit(1)


def _settings(changes: tuple[str, ...], profiles: str) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(OVERRIDES, priority="cmdline")
    if profiles:
        settings.set("CHISTOVIK_SITE_PROFILES", profiles, priority="cmdline")
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise click.BadParameter(f"{change!r} is no setting; write NAME=VALUE")
        settings.set(name, value, priority="cmdline")
    return settings


def _run(url: str, settings: Settings) -> CheckSpider:
    try:
        CheckSpider(url, profiles_of(settings))
    except (BadArgumentError, ProfileError) as error:
        raise click.BadParameter(str(error)) from None
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(CheckSpider)
    process.crawl(crawler, url=url)
    process.start()
    return cast("CheckSpider", crawler.spider)


def _terms(settings: Settings) -> Terms:
    return Terms(
        delay=settings.getfloat("DOWNLOAD_DELAY"),
        learn_after=settings.getint("CHISTOVIK_LEARN_SITE_AFTER"),
        contact=settings.get("CHISTOVIK_CONTACT") or os.environ.get("CHISTOVIK_CONTACT", ""),
        obeyed=obeyed_marks(settings),
    )


def _selectors(profile: SiteProfile) -> Iterator[str]:
    """The selectors of story, removals and facts."""
    yield from (*profile.story.root, *profile.story.body)
    for removal in profile.remove:
        yield from removal.select
    for name in profile.fields.__struct_fields__:
        yield from getattr(profile.fields, name)
