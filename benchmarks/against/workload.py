"""One tree at work, in a process of its own: `workload.py TREE HOW FILE` prints what it cost.

It asks for public names alone, so that it runs with earlier commits as well.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import cleaners

Pages = Sequence[tuple[str, str | None]]


def clean_each(pages: Pages, profile: str | None) -> None:
    """Clean pages; those without a story cost as much as others."""
    for text, url in pages:
        with contextlib.suppress(cleaners.CleanersError):
            cleaners.clean(text, url, profile=profile)  # type: ignore[arg-type]


def learn(pages: Pages) -> None:
    """Learn a profile from pages."""
    cleaners.learn_profile([text for text, _ in pages], "example.org")


HOW: dict[str, Callable[[Pages], None]] = {
    "generic": partial(clean_each, profile=None),
    "profile": partial(clean_each, profile="auto"),
    "learn": learn,
}


def main(tree: str, how: str, file: str) -> None:
    """Print milliseconds for a page and the peak in MiB, as JSON."""
    found = Path(cleaners.__file__).parents[1]
    if found != Path(tree):
        raise SystemExit(f"the library of {found} was imported")
    pages = json.loads(Path(file).read_text())
    first, others = pages[::3], [page for number, page in enumerate(pages) if number % 3]
    HOW[how](first)
    started = time.process_time()
    HOW[how](others)
    spent = time.process_time() - started
    print(json.dumps({"ms": 1000 * spent / len(others), "mib": peak_kib() / 1024}))


def peak_kib() -> int:
    """The most memory that this process had; `getrusage` would begin with the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
