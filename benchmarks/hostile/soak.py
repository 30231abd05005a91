"""Generated and mutated documents without end: `python -m benchmarks.hostile.soak --minutes 20`.

The hostile inputs of this package and the pages and dumps of the replica are changed at random and
sent through one `clean-file` as an archive. Every record has to come out as an article, or as a
line of `--errors`; memory must not grow from the first two tenths of the documents to the last one.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO

from benchmarks.hostile.inputs import INPUTS
from benchmarks.hostile.values import Kind, dump, page
from benchmarks.measured_run import ROOT, Measures, sample
from benchmarks.speed import load_dumps, load_pages

_LONGEST = 200_000  # bytes of a document
_PARTS = 10  # of the documents
_SAMPLE = 20  # documents between two looks at the memory
_MAY_GROW = 1.15  # what lies between a few large documents by chance
_MIB = 1024 * 1024
_HOST = "https://soak.example/"


@dataclass
class Sent:
    """How many documents were sent, and the memory of all processes meanwhile, in MiB."""

    records: int = 0
    held: list[float] = field(default_factory=list)

    @property
    def peaks(self) -> list[float]:
        """The most memory in each tenth of the documents."""
        ends = [len(self.held) * part // _PARTS for part in range(_PARTS + 1)]
        return [max(self.held[a:b], default=0.0) for a, b in pairwise(ends)]


def load_seeds() -> list[bytes]:
    """Documents to begin with: ordinary and hostile ones."""
    hostile = [_as_bytes(one.make()) for one in INPUTS if one.kind is Kind.PAGE]
    ordinary = [one.data for one in (*load_pages(), *load_dumps())]
    seeds = [*hostile, *ordinary, *(text.encode() for text in (page(), dump()))]
    return [seed for seed in seeds if 0 < len(seed) <= _LONGEST]


def _as_bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "replace")


def mutated(seeds: Sequence[bytes], dice: random.Random) -> bytes:
    """One of the documents with up to eight changes."""
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.randrange(9)):
        place = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[place : place + dice.randrange(1, 2000)]
            case 2:
                data[place:place] = _piece(dice.choice(seeds), dice)
            case 3:
                data[place:place] = _piece(data, dice) * dice.randrange(1, 20)
            case 4:
                del data[place:]
    return bytes(data[:_LONGEST])


def _piece(data: bytes | bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return bytes(data[start : start + dice.randrange(1, 2000)])


def record(number: int, data: bytes) -> bytes:
    """A response of an archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(data)
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {_HOST}{number}\r\n"
        f"WARC-Date: 2026-05-20T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(data)}\r\n\r\n"
    )
    return head.encode() + http + data + b"\r\n\r\n"


def send(stream: IO[bytes], pid: int, seconds: float, dice: random.Random) -> Sent:
    """Send documents for so long; the command takes them as fast as it cleans."""
    sent, seeds = Sent(), load_seeds()
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        sent.records += 1
        stream.write(record(sent.records, mutated(seeds, dice)))
        if sent.records % _SAMPLE == 0:
            stream.flush()
            sent.held.append(_held(pid))
    stream.close()
    return sent


def _held(pid: int) -> float:
    """MiB of all processes together now."""
    measures = Measures()
    sample(pid, measures)
    return measures.together / _MIB


def has_grown(peaks: Sequence[float]) -> bool:
    """Whether the last tenth took more memory than the first two, but for chance."""
    return peaks[-1] > _MAY_GROW * max(peaks[:2])


def lost(records: int, articles: Path, errors: Path) -> list[int]:
    """The numbers of the records that came out not at all, or more than once."""
    counts = [0] * (records + 1)
    for number in (*_articles(articles), *_failures(errors)):
        counts[number] += 1
    return [number for number in range(1, records + 1) if counts[number] != 1]


def _articles(path: Path) -> Iterator[int]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield int(json.loads(line)["url"].removeprefix(_HOST))


def _failures(path: Path) -> Iterator[int]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["record"]


def unexpected(errors: Path) -> list[str]:
    """Messages of failures that nobody thought of."""
    with errors.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [line["message"] for line in found if "traceback" in line or "please report" in line]


def soak(seconds: float, jobs: int, seed: int, folder: Path) -> list[str]:
    """Run, print the figures, and tell what went wrong."""
    articles, errors = folder / "articles.jsonl", folder / "errors.jsonl"
    command = [sys.executable, "-m", "cleaners.cli.clean_file", "-", "--jobs", str(jobs)]
    process = subprocess.Popen(
        [*command, "-o", str(articles), "--errors", str(errors)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None  # noqa: S101  it is a pipe
    sent = send(process.stdin, process.pid, seconds, random.Random(seed))  # noqa: S311
    status = process.wait()
    peaks = ", ".join(f"{peak:.0f}" for peak in sent.peaks)
    failures = sum(1 for _ in _failures(errors))
    print(f"{sent.records:,} documents in {seconds / 60:.0f} min, {failures:,} without an article")
    print(f"most memory of all processes, MiB, by tenths of the documents: {peaks}", flush=True)
    wrong = [f"exit status {status}"] if status not in (0, 1) else []
    if missing := lost(sent.records, articles, errors):
        wrong.append(f"{len(missing)} records are lost or there twice, such as {missing[:5]}")
    if has_grown(sent.peaks):
        wrong.append("memory has grown")
    return [*wrong, *unexpected(errors)]


def main() -> None:
    """Soak; 1 where something went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile.soak")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        wrong = soak(60 * arguments.minutes, arguments.jobs, arguments.seed, Path(temporary))
    print("\n".join(wrong) or "every document is accounted for, memory has not grown")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
