"""`python -m benchmarks.hostile_servers`: hostile servers, and whether a crawl does as promised."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.hostile.__main__ import put_between_marks
from benchmarks.hostile_servers.crawling import TIMEOUT
from benchmarks.hostile_servers.newspaper import GOOD
from benchmarks.hostile_servers.scenarios import SCENARIOS, SITES
from benchmarks.hostile_servers.trying import Tried, try_all
from benchmarks.hostile_servers.values import Found, Scenario, Site, mismatch

BEGIN, END = "<!-- hostile servers: begin -->", "<!-- hostile servers: end -->"
_LONGEST = 2 * TIMEOUT  # seconds that an answer may be waited for


def write_table(tried: Tried) -> str:
    """A row for each kind of scenario, and what all of them took."""
    kinds: dict[str, list[Found]] = {}
    for scenario in SCENARIOS:
        kinds.setdefault(scenario.door.value, []).append(tried.scenarios[scenario.name])
    kinds["whole site"] = list(tried.sites.values())
    spent = [crawls.spent for crawls in tried.crawls]
    total = (
        f"In two processes, {sum(one.seconds for one in spent):.0f} s of processor time, at most "
        f"{max(one.mib for one in spent)} MiB in a crawl and "
        f"{max(one.worker_mib for one in spent)} MiB in a process that cleans."
    )
    return "\n".join(
        [
            "| what is hostile | scenarios | requests | MB sent | longest answer, s |",
            "|---|---:|---:|---:|---:|",
            *(_row(name, found) for name, found in kinds.items()),
            "",
            total,
        ]
    )


def _row(name: str, found: Sequence[Found]) -> str:
    asked, sent = sum(one.asked for one in found), sum(one.sent for one in found)
    held = max(one.held for one in found)
    return f"| {name} | {len(found)} | {asked} | {sent / 1e6:.0f} | {held:.0f} |"


def failures(tried: Tried) -> Iterator[str]:
    """What is not as promised, in a line each."""
    yield from _mismatches(SCENARIOS, tried.scenarios)
    yield from _mismatches(SITES, tried.sites)
    if tried.good != len(GOOD):
        yield f"{tried.good} of {len(GOOD)} good stories were stored"
    if tried.trapped or tried.secrets:
        yield f"{tried.trapped} connections to other servers, headers sent: {tried.secrets}"
    for name, found in {**tried.scenarios, **tried.sites}.items():
        if found.held > _LONGEST:
            yield f"{name}: an answer was waited for {found.held:.0f} s"


def _mismatches(promised: Sequence[Scenario | Site], found: Mapping[str, Found]) -> Iterator[str]:
    return (
        f"{one.name}: {problem}" for one in promised if (problem := mismatch(one, found[one.name]))
    )


def main() -> None:
    """Try all scenarios; print the table, and write it where asked. 1 if one went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile_servers")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into FILE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        tried = try_all(SCENARIOS, SITES, Path(temporary))
    table = write_table(tried)
    print(table)
    wrong = list(failures(tried))
    print("\n".join(wrong) or "all as promised")
    if arguments.write:
        text = arguments.write.read_text(encoding="utf-8")
        arguments.write.write_text(put_between_marks(text, table, BEGIN, END), encoding="utf-8")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
