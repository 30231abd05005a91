"""The arguments of `clean-file`, checked."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cleaners.cli.clean_record import Wanted
from cleaners.cli.formats import Format
from cleaners.intake.fetched import Fetch, is_address
from cleaners.intake.folders import is_many
from cleaners.intake.sources import STDIN


class Arguments(msgspec.Struct, frozen=True, kw_only=True):
    """What the user asked for, checked. Without `output` the articles go to standard output.

    With `newer` only those pages are cleaned that no cleaner as new as this one is known to have
    cleaned; `resume` goes on with a run that was interrupted. `failures` is the file that keeps a
    line for each input that gave no article. With `is_folder` each article gets a file of its own.
    `report` is the page that shows what was kept and removed. With `is_quiet` only failures are
    told. `fetch` fetches SOURCEs that are addresses.
    """

    sources: tuple[str, ...]
    output: Path | None
    wanted: Wanted
    jobs: int
    learn: bool = False
    newer: bool = False
    resume: bool = False
    failures: Path | None = None
    is_folder: bool = False
    report: Path | None = None
    is_quiet: bool = False
    fetch: Fetch | None = None

    @property
    def can_go_on(self) -> bool:
        """Whether a run like this can be interrupted and gone on with."""
        output = self.output
        is_device = output is not None and output.exists() and not output.is_file()
        is_kept = output is not None and (output.is_dir() or not is_device)
        is_whole = self.wanted.format is Format.PARQUET
        is_read_once = any(source == STDIN or is_address(source) for source in self.sources)
        return is_kept and not is_whole and not is_read_once

    @property
    def may_be_one_page(self) -> bool:
        """Whether the only SOURCE is a file, an address, or standard input."""
        (first, *others) = self.sources
        is_one = is_address(first) or not is_many(first)
        return not others and not self.wanted.split and is_one
