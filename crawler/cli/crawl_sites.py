"""`chistovik crawl URL…`: crawls of news sites from any folder, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TextIO

import click

from cleaners import ProfileError, load_profiles
from crawler.spiders.news import NewsSpider
from crawler.spiders.spider_arguments import BadArgumentError

_WORST_FIRST = (1, 2, 75, 3, 0)
_ENDS = {0: "done", 3: "done, with an alarm", 75: "another crawl writes to the same folder"}


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--sites",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="A file with one address a line, more sites to crawl; # begins a remark.",
)
@click.option("-s", "changes", multiple=True, metavar="NAME=VALUE", help="A setting of the crawls.")
def crawl(urls: tuple[str, ...], sites: TextIO | None, changes: tuple[str, ...]) -> None:
    r"""Crawl news sites: what is new or has changed, one site after the other.

    \b
    chistovik crawl https://example.org/ -s CHISTOVIK_CONTACT=mailto:you@example.org
    chistovik crawl --sites sites.txt

    What `scrapy crawl news` does in a checkout, in any folder: articles, reports, archives and the
    state lie below `output/` there. Exit status 0 when all went well, 3 when an alarm was raised,
    75 when another crawl writes to the same folder, 1 when a crawl could not begin.
    """
    addresses = [*urls, *_read(sites)] if sites else [*urls]
    if not addresses:
        raise click.UsageError("name a site, or a file of them with --sites")
    for address in addresses:
        _check(address)
    statuses = {address: _crawl(address, changes) for address in dict.fromkeys(addresses)}
    if len(statuses) > 1:
        for address, status in statuses.items():
            click.echo(f"{address}: {_ENDS.get(status, f'ended with status {status}')}")
    sys.exit(next((status for status in _WORST_FIRST if status in statuses.values()), 1))


def _read(sites: TextIO) -> Iterator[str]:
    for line in sites:
        address = line.split("#", 1)[0].strip()
        if address:
            yield address


def _check(address: str) -> None:
    """Refuse what is no address of a site, before any crawl begins."""
    try:
        NewsSpider(address, load_profiles())
    except (BadArgumentError, ProfileError) as error:
        raise click.BadParameter(f"{address}: {error}", param_hint="'URL...'") from None


def _crawl(address: str, changes: tuple[str, ...]) -> int:
    """The exit status of one crawl, in a process of its own: Scrapy runs once a process."""
    options = [part for change in changes for part in ("-s", change)]
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={address}", *options]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    return subprocess.call(command, env=environment)  # noqa: S603  our own interpreter
