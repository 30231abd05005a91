"""`chistovik crawl URL…`: crawls of news sites from any folder, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from cleaners import ProfileError, load_profiles
from cleaners.addresses import host_of
from cleaners.files import safe_stem
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
@click.option("-v", "--verbose", is_flag=True, help="Show the log, instead of a line of progress.")
def crawl(
    urls: tuple[str, ...], sites: TextIO | None, changes: tuple[str, ...], *, verbose: bool
) -> None:
    """Crawl news sites: what is new or has changed, one site after the other.

    \b
    chistovik crawl https://example.org/ -s CHISTOVIK_CONTACT=mailto:you@example.org
    chistovik crawl --sites sites.txt

    What `scrapy crawl news` does in a checkout, in any folder: articles, reports, archives and the
    state lie below `output/` there. At a terminal a line tells how far it is and a table what came,
    while the log goes to `output/logs/`; elsewhere the log goes to standard error.

    Exit status 0 when all went well, 3 when an alarm was raised, 75 when another crawl writes to
    the same folder, 1 when a crawl could not begin.
    """  # noqa: D301  click needs the real character
    addresses = [*urls, *_read(sites)] if sites else [*urls]
    if not addresses:
        raise click.UsageError("name a site, or a file of them with --sites")
    for address in addresses:
        _check(address)
    has_line = sys.stderr.isatty() and not verbose
    statuses = {
        address: _crawl(address, (*changes, *(_quiet(address, changes) if has_line else ())))
        for address in dict.fromkeys(addresses)
    }
    for address, status in statuses.items():
        if len(statuses) > 1 or (has_line and status):
            click.echo(
                f"{address}: {_ENDS.get(status, f'ended with status {status}; see its log')}"
            )
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


def _quiet(address: str, changes: tuple[str, ...]) -> tuple[str, ...]:
    """Settings that send the log to a file, and progress to the terminal."""
    given = dict(change.split("=", 1) for change in changes if "=" in change)
    if "LOG_FILE" in given:
        return ("CHISTOVIK_PROGRESS=True",)
    logs = Path(given.get("CHISTOVIK_OUTPUT_DIR", "output")) / "logs"
    try:
        logs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    log = logs / f"{safe_stem(host_of(address), 100) or 'site'}.log"
    return ("CHISTOVIK_PROGRESS=True", f"LOG_FILE={log}", "LOG_FILE_APPEND=False")


def _crawl(address: str, changes: tuple[str, ...]) -> int:
    """The exit status of one crawl, in a process of its own: Scrapy runs once a process."""
    options = [part for change in changes for part in ("-s", change)]
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={address}", *options]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    return subprocess.call(command, env=environment)  # noqa: S603  our own interpreter
