"""`site-profile check`: what a profile does on saved pages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.cli.messages import Bar, printable
from cleaners.cli.options import binary_stream

if TYPE_CHECKING:
    from cleaners import SiteProfile
    from cleaners.checking import PageCheck
    from cleaners.intake.record import Failure, Record

_PROGRAM = "site-profile"
_STREAM = "-"


@click.command("check")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
def main(file: Path, sources: tuple[str, ...]) -> None:
    """Show what the profile in FILE does on saved pages.

    One line a page: blocks kept and removed, characters of the story, keys whose selectors found
    nothing. Then one line for each selector and each repeated line: the pages on which it was
    found. SOURCE is what clean-file takes; all its records are taken for pages of the site.

    \b
        site-profile check example.org.toml saved/

    Exit status: 0 every selector found something, 1 one found nothing on any page, or a page had
    no story or could not be read, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    profile = _read(file)
    stdin = binary_stream("stdin") if _STREAM in sources else None
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_record import quiet_libraries
    from cleaners.cli.signals import StoppedError, stopping
    from cleaners.intake.sources import read_sources

    tally = _Tally(profile)
    try:
        with stopping() as check, quiet_libraries(), tally:
            for item in read_sources(sources, stdin):
                check()
                tally.take(item)
    except StoppedError as stopped:
        click.echo(f"{_PROGRAM}: {stopped}", err=True)
        raise SystemExit(stopped.status) from None
    tally.show()
    sys.exit(0 if tally.is_good() else 1)


def _read(file: Path) -> SiteProfile:
    from cleaners import ProfileError
    from cleaners.sites.loader import read_profile

    try:
        return read_profile(file)
    except ProfileError as error:
        raise click.BadParameter(str(error), param_hint="'FILE'") from error


class _Tally:
    """Pages one by one, then the table of selectors and lines."""

    def __init__(self, profile: SiteProfile) -> None:
        self._profile = profile
        self._pages = self._without_story = self._unread = 0
        self._pages_with: Counter[tuple[str, str]] = Counter()
        self._bar = Bar() if sys.stderr.isatty() and not sys.stdout.isatty() else None

    def __enter__(self) -> _Tally:
        click.echo(f"{'kept':>6}{'removed':>9}{'characters':>12}  page")
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def take(self, item: Record | Failure) -> None:
        """One record: a line in the table, or a message."""
        from cleaners.errors import CleanersError
        from cleaners.intake.record import Failure
        from cleaners.limits import DEFAULT_LIMITS, time_limit

        if isinstance(item, Failure):
            self._fail(item.source, item.message)
            return
        try:
            with time_limit(DEFAULT_LIMITS.max_seconds):
                self._count(item, _check(item, self._profile))
        except CleanersError as error:
            self._fail(item.source, str(error))

    def show(self) -> None:
        """The table of selectors and lines, those that found nothing marked."""
        click.echo(f"\n{'pages':>6}{'of':>6}  found")
        for (key, what), pages in self._pages_with.items():
            mark = "" if pages else "   ← nothing"
            click.echo(printable(f"{pages:>6}{self._pages:>6}  {key}: {what}{mark}"))
        click.echo(
            f"\n{self._pages:,} pages, {self._without_story:,} without a story, "
            f"{self._unread:,} not read; {len(list(self._idle())):,} selectors found nothing"
        )

    def is_good(self) -> bool:
        """Whether every page had a story, and every selector found something."""
        return bool(self._pages) and not (self._without_story or self._unread or any(self._idle()))

    def _idle(self) -> Iterable[str]:
        """Selectors that found nothing; a line may well be missing on a few pages."""
        return (
            what
            for (key, what), pages in self._pages_with.items()
            if not pages and not key.startswith(("repeated", "story.ends"))
        )

    def _count(self, record: Record, page: PageCheck) -> None:
        self._pages += 1
        self._without_story += not page.characters
        for found, matches in page.matches.items():
            self._pages_with[found] += matches > 0
        notes = [f"nothing for {key}" for key in page.missed]
        notes += [] if page.characters else ["no story"]
        note = f"   ← {', '.join(notes)}" if notes else ""
        figures = f"{page.kept:>6}{page.removed:>9}{page.characters:>12}"
        click.echo(printable(f"{figures}  {record.source}{note}"))
        if self._bar:
            self._bar.show(f"checked {self._pages:,} pages")

    def _fail(self, source: str, message: str) -> None:
        self._unread += 1
        click.echo(printable(f"{_PROGRAM}: {source}: {message}"), err=True)


def _check(record: Record, profile: SiteProfile) -> PageCheck:
    from cleaners.checking import check_page
    from cleaners.intake.open_document import open_document

    document = open_document(record.data, record.url, content_type=record.content_type)
    return check_page(document, profile)
