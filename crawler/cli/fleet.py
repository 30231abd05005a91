"""`chistovik fleet`: one list of sites, crawled by many machines."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from crawler.cli.fleet_table import table_of

if TYPE_CHECKING:
    from crawler.fleet.lease_table import LeaseTable
    from crawler.fleet.worker import Worker

_MISSING = "chistovik fleet needs psycopg: pip install 'chistovik[fleet]'"
_GLANCE = 0.5  # seconds
_PROBE = 2**16  # bytes; a disk that has no room for them has none for a crawl
_LOOKUPS = 32  # hosts that are looked up at a time


def _said_in_a_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """What can happen to a user is a sentence on standard error, and exit status 1."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            from crawler.fleet.lease_table import DatabaseError
            from crawler.fleet.site_list import SiteListError
        except ImportError:
            raise click.ClickException(_MISSING) from None
        try:
            command(*arguments, **options)
        except (DatabaseError, SiteListError) as error:
            raise click.ClickException(str(error)) from None

    return run


@click.group()
@click.option(
    "--database",
    envvar="CHISTOVIK_FLEET",
    metavar="ADDRESS",
    help="The PostgreSQL database that all machines share, such as postgresql://user@host/name. "
    "[default: $CHISTOVIK_FLEET]",
)
@click.pass_context
def fleet(context: click.Context, database: str | None) -> None:
    """Crawl one list of sites with many machines.

    Each machine runs `fleet run`: it takes the lease of the site that is due longest, crawls it,
    and gives it back with the time when it is due again, learned from how often it publishes.

    \b
    chistovik fleet add https://example.org/ --from sites.opml
    chistovik fleet run --jobs 4
    chistovik fleet status
    """  # noqa: D301  click needs the real character
    context.obj = database


@fleet.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--from",
    "source",
    type=click.File("rb"),
    metavar="FILE",
    help="A list: one address a line (# begins a remark), or OPML.",
)
@click.pass_obj
@_said_in_a_sentence
def add(database: str | None, urls: Sequence[str], source: BinaryIO | None) -> None:
    """Add sites to the list; a site that was given up is due again.

    \b
    chistovik fleet add https://example.org/ --from sites.txt
    """  # noqa: D301  click needs the real character
    from crawler.fleet.places import place_of
    from crawler.fleet.site_list import checked, read_sites

    sites = [*map(checked, urls), *(read_sites(source.read(), source.name) if source else ())]
    if not sites:
        raise click.UsageError("name a site, or a file of them with --from")
    sites = list(dict.fromkeys(sites))
    with ThreadPoolExecutor(_LOOKUPS) as threads:
        places = [*threads.map(place_of, sites)]
    new = _table(database).add(zip(sites, places, strict=True))
    click.echo(f"{new:,} added, {len(sites) - new:,} known before")


@fleet.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.pass_obj
@_said_in_a_sentence
def remove(database: str | None, urls: Sequence[str]) -> None:
    """Take sites off the list; what was crawled of them stays.

    \b
    chistovik fleet remove https://example.org/
    """  # noqa: D301  click needs the real character
    from crawler.discovery.canonical_urls import canonical_url

    given = {canonical_url(url) or url for url in urls}
    gone = _table(database).remove(given)
    click.echo(f"{gone:,} removed, {len(given) - gone:,} not on the list")


@fleet.command(name="list")
@click.pass_obj
@_said_in_a_sentence
def list_sites(database: str | None) -> None:
    """Print the address of each site, as `fleet add --from` reads it.

    \b
    chistovik fleet list > sites.txt
    """  # noqa: D301  click needs the real character
    for site in _table(database).sites():
        click.echo(site.url)


@fleet.command()
@click.pass_obj
@_said_in_a_sentence
def status(database: str | None) -> None:
    """Show all sites: the last run, stories, alarms, who crawls each, and when it is due.

    \b
    chistovik fleet status
    """  # noqa: D301  click needs the real character
    for line in table_of(_table(database).sites(), datetime.now(UTC)):
        click.echo(line)


@fleet.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/fleet"),
    show_default=True,
    help="Holds a folder for each site: on a disk that all machines share, or, with --store, "
    "on this one.",
)
@click.option(
    "--store",
    metavar="URL",
    help="Bring the folders from here and publish them there, such as s3://bucket/sites.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N",
              help="Sites at a time.")  # fmt: skip
@click.option("--lease", type=click.FloatRange(2), default=120, show_default=True,
              metavar="SECONDS", help="Who is silent so long has lost its site.")  # fmt: skip
@click.option("-s", "settings", multiple=True, metavar="NAME=VALUE",
              help="A setting of the crawls.")  # fmt: skip
@click.option("--until-idle", is_flag=True, help="End when no site is due, as cron wants it.")
@click.pass_obj
@_said_in_a_sentence
def run(
    database: str | None,
    folder: Path,
    store: str | None,
    jobs: int,
    lease: float,
    settings: tuple[str, ...],
    *,
    until_idle: bool,
) -> None:
    """Crawl sites that are due, until Ctrl-C or SIGTERM.

    \b
    chistovik fleet run --jobs 4
    chistovik fleet run --jobs 4 --store s3://newsroom/sites

    An interrupted crawl finishes what is in flight, and its site is due for the next worker. A
    worker that dies loses its site when the lease has run out; the next one goes on where it was.
    """  # noqa: D301  click needs the real character
    from crawler.fleet.worker import Plan, Worker

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s: %(message)s")
    _check_settings(settings)
    _check_folder(folder)
    _check_store(store)
    _table(database).seconds_until_due()  # what is wrong with the database is told at once
    plan = Plan(folder.absolute(), store, settings, lease, stays=not until_idle)
    name = f"{socket.gethostname()}:{os.getpid()}"
    workers = [Worker(f"{name}:{n}", _table(database), plan) for n in range(1, jobs + 1)]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _stop(workers))
    threads = [Thread(target=worker.run) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        # Only this thread acts on a signal, and the kernel may wake another one for it.
        while thread.is_alive():
            thread.join(_GLANCE)


@fleet.command()
@click.argument("url")
@click.option("--store", required=True, metavar="URL", help="Where `fleet run` publishes.")
def files(url: str, store: str) -> None:
    """Print where everything lies that was published of a site: feeds, reports, archives.

    \b
    chistovik fleet files https://kazpravda.kz/ --store s3://newsroom/sites

    What else lies there was left by workers that died, and its stories are elsewhere, too.
    """  # noqa: D301  click needs the real character
    from crawler.fleet.site_folder import SiteStore, StoreError
    from crawler.fleet.visit import name_of

    try:
        folders, name = SiteStore(store), name_of(url)
        published = folders.published_files(name)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    if not published:
        raise click.ClickException(f"nothing has been published of {name} at {folders.url}")
    for file in published:
        click.echo(folders.address(name, file))


def _stop(workers: Sequence[Worker]) -> None:
    for worker in workers:
        worker.stop()


def _table(database: str | None) -> LeaseTable:
    from crawler.fleet.lease_table import LeaseTable, check_address

    if not database:
        raise click.UsageError("name the database with --database, or in CHISTOVIK_FLEET")
    check_address(database)
    return LeaseTable(database)


def _check_settings(settings: Sequence[str]) -> None:
    for setting in settings:
        if "=" not in setting:
            raise click.BadParameter(f"{setting} is no NAME=VALUE", param_hint="'-s'")


def _check_folder(folder: Path) -> None:
    """What is wrong with it would be wrong for all sites."""
    logs = folder / "logs"
    try:
        logs.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=logs) as probe:
            probe.write(bytes(_PROBE))
    except OSError as error:
        raise click.ClickException(f"nothing can be written to {logs}: {error.strerror}") from None


def _check_store(store: str | None) -> None:
    from crawler.fleet.site_folder import SiteStore, StoreError

    if store is None:
        return
    try:
        SiteStore(store).check()
    except StoreError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    sys.exit(fleet())
