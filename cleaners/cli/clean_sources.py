"""The run: read, clean, write, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from cleaners.cli.article_files import FolderOutput, Output, StreamOutput, file_output
from cleaners.cli.clean_record import (
    NO_PROFILE,
    WORKER_SECONDS,
    Cleaned,
    Format,
    Outcome,
    Wanted,
    clean_record,
    give_up,
    quiet_libraries,
)
from cleaners.cli.file_names import FileNamer
from cleaners.cli.messages import Report, printable
from cleaners.cli.outdated import outdated
from cleaners.cli.signals import BROKEN_PIPE_STATUS, StoppedError, stopping
from cleaners.intake.record import Failure, Record
from cleaners.intake.sources import read_sources
from cleaners.worker_crew import run_all

ALL_CLEANED = 0
NOT_ALL_CLEANED = 1


class Order(msgspec.Struct, frozen=True):
    """What the user asked for, checked. Without `output` the articles go to standard output.

    With `newer` only those pages are cleaned that no cleaner as new as this one is known to have
    cleaned.
    """

    sources: tuple[str, ...]
    output: Path | None
    wanted: Wanted
    jobs: int
    learn: bool = False
    newer: bool = False


def run_to_exit_status(order: Order, stdin: BinaryIO | None, stdout: BinaryIO) -> int:
    """Run, and turn every end into an exit status and at most one line."""
    try:
        with stopping() as check, quiet_libraries():
            return run(order, stdin, stdout, check)
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE_STATUS
    except OSError as error:
        place = error.filename or order.output or "output"
        _tell(f"{place}: {error.strerror or error}")
        return NOT_ALL_CLEANED
    except StoppedError as stopped:
        _tell(str(stopped))
        return stopped.status


def run(order: Order, stdin: BinaryIO | None, stdout: BinaryIO, check: Callable[[], None]) -> int:
    """Clean all records of all sources, in order; with `learn` they are read twice."""
    wanted = _learn(order, check) if order.learn else order.wanted
    items = read_sources(order.sources, stdin)
    if order.newer:
        items = outdated(items)
    outcomes: Generator[Outcome] = run_all(
        items,
        partial(clean_record, wanted),
        give_up,
        jobs=order.jobs,
        seconds=WORKER_SECONDS,
        size_of=_size,
    )
    is_shown = order.output is None and stdout.isatty()
    with (
        Report(sys.stderr, with_bar=sys.stderr.isatty() and not is_shown) as report,
        _open_output(order, stdout) as output,
        closing(outcomes),
    ):
        for outcome in outcomes:
            check()
            report.count(outcome)
            if isinstance(outcome, Cleaned):
                output.write(outcome)
        check()
    return ALL_CLEANED if report.cleaned == report.records else NOT_ALL_CLEANED


def _size(item: Record | Failure) -> int:
    return len(item.data) if isinstance(item, Record) else 0


def _learn(order: Order, check: Callable[[], None]) -> Wanted:
    """What is wanted, with the profiles that these records teach; known ones stay as they are."""
    # Imported here: few runs learn.
    from cleaners.cli.learn_sites import Naming, learn_records
    from cleaners.sites.loader import load_profiles

    wanted = order.wanted
    known = wanted.profiles or load_profiles()
    learned = learn_records(
        read_sources(order.sources),
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


def _open_output(order: Order, stdout: BinaryIO) -> AbstractContextManager[Output]:
    format_ = order.wanted.format
    if order.output is None:
        return nullcontext(StreamOutput(stdout, format_, is_live=True))
    if format_ is Format.JSONL:
        return file_output(order.output)
    return nullcontext(FolderOutput(order.output, format_, FileNamer(order.sources)))


def _tell(line: str) -> None:
    click.echo(printable(f"clean-file: {line}"), err=True)


def _forget_stdout() -> None:
    """The reader is gone: Python must not try to write the rest when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
