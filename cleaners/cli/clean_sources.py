"""The run: read, clean, write, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from cleaners.cli.article_files import Output, open_output
from cleaners.cli.clean_arguments import Arguments
from cleaners.cli.clean_record import (
    NO_PROFILE,
    WORKER_SECONDS,
    Cleaned,
    Outcome,
    Wanted,
    clean_record,
    give_up,
    quiet_libraries,
)
from cleaners.cli.failures_file import FailuresFile
from cleaners.cli.journal import Journal, OtherArgumentsError, Progress, journal_of
from cleaners.cli.messages import Report
from cleaners.cli.outdated import outdated
from cleaners.cli.part_file import part_of
from cleaners.cli.report.entry import entry_of_failure
from cleaners.cli.report.report_file import ReportFile, report_file
from cleaners.cli.shown_text import printable
from cleaners.cli.signals import BROKEN_PIPE_STATUS, StoppedError, stopping
from cleaners.intake.fetched import AnswerOf, is_address
from cleaners.intake.record import Failure, Place, Record
from cleaners.intake.sources import read_sources
from cleaners.worker_crew import run_all

ALL_CLEANED = 0
NOT_ALL_CLEANED = 1

Note = Callable[[Place, Output], None]


def run_to_exit_status(arguments: Arguments, stdin: BinaryIO | None, stdout: BinaryIO) -> int:
    """Run, and turn every end into an exit status and at most one line on standard error.

    `stdin` is given where it is one of the sources. 0: all cleaned, 1: some gave no article, or
    the run could not go on; 128 and the number of the signal that ended it.
    """
    try:
        with stopping() as check, quiet_libraries():
            return run(arguments, stdin, stdout, check)
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE_STATUS
    except OtherArgumentsError:
        _tell("the run to go on with was asked for something else; begin anew without --resume")
        return NOT_ALL_CLEANED
    except OSError as error:
        place = _place(error, arguments)
        _tell(f"{place}: {error.strerror or error}{_advice(arguments)}")
        return NOT_ALL_CLEANED
    except StoppedError as stopped:
        _tell(f"{stopped}{_advice(arguments)}")
        return stopped.status


def run(
    arguments: Arguments, stdin: BinaryIO | None, stdout: BinaryIO, check: Callable[[], None]
) -> int:
    """Clean all records of all sources, in order; with `learn` they are read twice.

    `check` is called after each record and raises where the run was told to stop. Returns the exit
    status; raises `OSError` for what can't be read or written.
    """
    wanted = _learn(arguments, check) if arguments.learn else arguments.wanted
    journal = _journal(arguments)
    progress = journal.read() if journal and arguments.resume else Progress()
    is_shown = arguments.output is None and stdout.isatty()
    with (
        _failures(arguments) as failures,
        report_file(arguments.report) as shown,
        Report(
            sys.stderr,
            with_bar=sys.stderr.isatty() and not is_shown,
            is_quiet=arguments.is_quiet,
        ) as report,
        _noting(journal, progress, arguments.output) as note,
        open_output(arguments, stdout, progress.size) as output,
        _fetching(arguments) as answer_of,
        closing(_outcomes(arguments, wanted, stdin, progress, report, answer_of)) as outcomes,
    ):
        report.expect(arguments.sources)
        for outcome in outcomes:
            check()
            warning = output.write(outcome) if isinstance(outcome, Cleaned) else None
            for told in (outcome, warning) if warning else (outcome,):
                report.count(told)
                if failures and not isinstance(told, Cleaned):
                    failures.add(told)
            if shown:
                _show(outcome, shown)
            note(outcome.place, output)
        check()
    return ALL_CLEANED if report.cleaned == report.records else NOT_ALL_CLEANED


def _show(outcome: Outcome, shown: ReportFile) -> None:
    if isinstance(outcome, Failure):
        shown.add(entry_of_failure(outcome.source, outcome.message))
        return
    for entry in outcome.entries:
        shown.add(entry)


def _journal(arguments: Arguments) -> Journal | None:
    """The journal of a run that can be gone on with; it must be asked for the same again."""
    if not arguments.can_go_on or arguments.output is None:
        return None
    if arguments.is_folder:
        arguments.output.mkdir(parents=True, exist_ok=True)
    wanted = arguments.wanted
    asked = (
        arguments.sources,
        arguments.learn,
        arguments.newer,
        wanted.format,
        wanted.explain,
        wanted.url,
        wanted.name,
    )
    return Journal(journal_of(arguments.output), asked)


@contextmanager
def _fetching(arguments: Arguments) -> Iterator[AnswerOf | None]:
    """What comes for addresses among the sources, where they can be fetched."""
    addresses = [*filter(is_address, dict.fromkeys(arguments.sources))]
    if arguments.fetch is None or not addresses:
        yield None
        return
    with arguments.fetch(addresses) as answer_of:
        yield answer_of


def _outcomes(
    arguments: Arguments,
    wanted: Wanted,
    stdin: BinaryIO | None,
    progress: Progress,
    report: Report,
    answer_of: AnswerOf | None,
) -> Generator[Outcome]:
    found = read_sources(
        arguments.sources, stdin, progress.finished, with_articles=True, answer_of=answer_of
    )
    items = progress.left(found)
    return run_all(
        outdated(items, report.pass_over) if arguments.newer else items,
        partial(clean_record, wanted),
        give_up,
        jobs=arguments.jobs,
        seconds=WORKER_SECONDS,
        size_of=_size,
    )


def _size(item: Record | Failure) -> int:
    return len(item.data) if isinstance(item, Record) else 0


@contextmanager
def _noting(journal: Journal | None, progress: Progress, output: Path | None) -> Iterator[Note]:
    """Notes records that are done; what is left of a run that did none is removed."""
    if journal is None or output is None:
        try:
            yield lambda _place, _output: None
        except BaseException:
            _remove_part(output)
            raise
        return

    def note(place: Place, written: Output) -> None:
        if journal.note(place):
            journal.save(written.save())

    journal.begin(progress)
    try:
        yield note
    except BaseException:
        if not progress.done and not journal.is_begun:
            journal.end()
            _remove_part(output)
        raise
    journal.end()


def _remove_part(output: Path | None) -> None:
    if output is not None:
        with suppress(OSError):
            part_of(output).unlink()


@contextmanager
def _failures(arguments: Arguments) -> Iterator[FailuresFile | None]:
    if arguments.failures is None:
        yield None
        return
    file = FailuresFile(arguments.failures, goes_on=arguments.resume)
    try:
        yield file
    finally:
        file.close()


def _learn(arguments: Arguments, check: Callable[[], None]) -> Wanted:
    """What is wanted, with the profiles that these records teach; known ones stay as they are."""
    # Imported here: few runs learn.
    from cleaners.cli.learn_sites import Naming, learn_records
    from cleaners.sites.loader import load_profiles

    wanted = arguments.wanted
    known = wanted.profiles or load_profiles()
    learned = learn_records(
        read_sources(arguments.sources),
        Naming(wanted.site, wanted.url),
        "clean-file",
        check,
        lambda host, _record: known.find(host) is None,
    )
    useful = [profile for profile in learned.profiles if profile.says_anything]
    _tell(f"learned {len(useful):,} of {len(learned.profiles):,} sites without a profile")
    profiles = known.with_learned(useful)
    no_profile = wanted.site is not None and profiles.find(wanted.site) is None
    site = NO_PROFILE if no_profile else wanted.site
    return msgspec.structs.replace(wanted, profiles=profiles, site=site)


def _place(error: OSError, arguments: Arguments) -> str | Path:
    """What can't be written, by the name that the user knows it by."""
    output, name = arguments.output, error.filename
    if output is not None and (not name or Path(name).name.startswith(f".{output.name}.")):
        return output
    return name or "output"


def _advice(arguments: Arguments) -> str:
    """How to go on, where a part of the work is kept."""
    if (
        arguments.output is None
        or not arguments.can_go_on
        or not journal_of(arguments.output).is_file()
    ):
        return ""
    return "; the same command with --resume goes on"


def _tell(line: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        click.echo(printable(f"clean-file: {line}"), err=True)


def _forget_stdout() -> None:
    """The reader is gone: Python must not try to write the rest when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
