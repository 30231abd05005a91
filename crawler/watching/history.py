"""The earlier runs of a site, read from their reports."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from crawler.watching.run import PastRun
from crawler.watching.signs import SignCounts

logger = logging.getLogger(__name__)

# Two weeks of hourly runs; more would only slow the start down.
MAX_RUNS = 336
# Reports that are opened for it: a spider that crawls many sites writes into the same folder.
MAX_REPORTS = 2000


def load_history(folder: Path, spider: str, site: str) -> tuple[PastRun, ...]:
    """The runs of this spider on this site, the newest first, at most `MAX_RUNS`."""
    newest = sorted(folder.glob(f"{spider}-*.json"), reverse=True)[:MAX_REPORTS]
    runs = (run for run in _read_all(newest) if run.site == site)
    return tuple(sorted(islice(runs, MAX_RUNS), key=lambda run: run.started, reverse=True))


def article_history(history: Iterable[PastRun], profile: str) -> list[SignCounts]:
    """What articles showed that were cleaned by this profile; by another one, they show others."""
    return [past.article_signs for past in history if past.profile == profile]


def _read_all(paths: list[Path]) -> Iterator[PastRun]:
    decoder = msgspec.json.Decoder(PastRun)
    for path in paths:
        try:
            yield decoder.decode(path.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            # A report of an older version, or one that was edited: the others still tell.
            logger.info("no history from %s: %s", path, error)
