"""`site-profile check`: what a profile does on saved pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.cli.messages import Bar
from cleaners.cli.options import binary_stream, complete_files
from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners import SiteProfile
    from cleaners.checking import PageCheck
    from cleaners.cli.site_profile.check_report import CheckReport
    from cleaners.intake.record import Failure, Record

_PROGRAM = "site-profile"
_STREAM = "-"


@click.command("check")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=complete_files
)
def main(file: Path, sources: tuple[str, ...]) -> None:
    """Show what the profile in FILE does on saved pages.

    One line a page: blocks kept and removed, characters of the story, keys whose selectors found
    nothing. One line for each selector and each repeated line: the pages on which it was found. One
    line for each fact: the pages on which the profile gives the same as the generic rules, better
    or worse, and where they differ address and both values. SOURCE is what clean-file takes; all
    its records are taken for pages of the site.

    \b
        site-profile check example.org.toml saved/

    Exit status: 0 every selector found something and no fact is worse, 1 one found nothing on any
    page, a fact is worse, or a page had no story or could not be read, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    profile = _read(file)
    stdin = binary_stream("stdin") if _STREAM in sources else None
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_record import quiet_libraries
    from cleaners.cli.signals import StoppedError, stopping
    from cleaners.cli.site_profile.check_report import CheckReport
    from cleaners.intake.sources import read_sources

    report = CheckReport()
    try:
        with stopping() as check, quiet_libraries(), _Pages(profile, report) as pages:
            for item in read_sources(sources, stdin):
                check()
                pages.take(item)
    except StoppedError as stopped:
        click.echo(f"{_PROGRAM}: {stopped}", err=True)
        raise SystemExit(stopped.status) from None
    for line in report.lines():
        click.echo(printable(line))
    sys.exit(0 if report.is_good else 1)


def _read(file: Path) -> SiteProfile:
    from cleaners import ProfileError
    from cleaners.sites.loader import read_profile

    try:
        return read_profile(file)
    except ProfileError as error:
        raise click.BadParameter(str(error), param_hint="'FILE'") from error


class _Pages:
    """Checks records one by one; each is a line on standard output, or a message."""

    def __init__(self, profile: SiteProfile, report: CheckReport) -> None:
        self._profile = profile
        self._report = report
        self._bar = Bar() if sys.stderr.isatty() and not sys.stdout.isatty() else None

    def __enter__(self) -> _Pages:
        click.echo(f"{'kept':>6}{'removed':>9}{'characters':>12}  page")
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def take(self, item: Record | Failure) -> None:
        """Check the profile on one record."""
        from cleaners.errors import CleanersError
        from cleaners.intake.record import Failure
        from cleaners.limits import DEFAULT_LIMITS, time_limit

        if isinstance(item, Failure):
            self._fail(item.source, item.message, is_warning=item.is_warning)
            return
        try:
            with time_limit(DEFAULT_LIMITS.max_seconds):
                page = _check(item, self._profile)
        except CleanersError as error:
            self._fail(item.source, str(error))
            return
        self._report.add(item.url or item.source, page)
        _show(item.source, page)
        if self._bar:
            self._bar.show(f"checked {self._report.pages:,} pages")

    def _fail(self, source: str, message: str, *, is_warning: bool = False) -> None:
        self._report.unread += not is_warning
        click.echo(printable(f"{_PROGRAM}: {source}: {message}"), err=True)


def _show(source: str, page: PageCheck) -> None:
    notes = [f"nothing for {key}" for key in page.missed]
    notes += [] if page.characters else ["no story"]
    note = f"   ← {', '.join(notes)}" if notes else ""
    figures = f"{page.kept:>6}{page.removed:>9}{page.characters:>12}"
    click.echo(printable(f"{figures}  {source}{note}"))


def _check(record: Record, profile: SiteProfile) -> PageCheck:
    from cleaners.checking import check_page
    from cleaners.intake.open_document import open_document

    document = open_document(record.data, record.url, content_type=record.content_type)
    return check_page(document, profile)
