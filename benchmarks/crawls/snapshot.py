"""What a crawl left behind, in a form that can be compared: contents without times."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

PAGES = "SELECT url, outcome, reason, tries, identity FROM page ORDER BY url"
ARTICLES = "SELECT identity, url, file, same_as FROM article ORDER BY identity"
VERSIONS = "SELECT identity, number, fingerprint, cleaner FROM version ORDER BY identity, number"
LINES = "chistovik-"


@dataclass(frozen=True)
class Snapshot:
    """Articles by file, the rows of the state, and how often feeds and archive have an article."""

    articles: dict[str, dict[str, Any]]
    pages: list[tuple[Any, ...]]
    stored: list[tuple[Any, ...]]
    versions: list[tuple[Any, ...]]
    in_feeds: Counter[str]
    in_archive: Counter[str]
    strays: list[str]


def snapshot(output: Path) -> Snapshot:
    """Read everything; whatever is torn or damaged raises."""
    return Snapshot(
        articles=_articles(output),
        pages=_rows(output, PAGES),
        stored=_rows(output, ARTICLES),
        versions=_rows(output, VERSIONS),
        in_feeds=Counter(
            json.loads(line)["url"]
            for path in sorted((output / "feeds").glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ),
        in_archive=_archived(output),
        strays=[str(path) for path in output.rglob(".*")],
    )


def differences(one: Snapshot, other: Snapshot) -> list[str]:
    """What is not the same, a line for each part; empty when all is."""
    parts = {
        name: (getattr(one, name), getattr(other, name)) for name in Snapshot.__dataclass_fields__
    }
    return [f"{name}: {_difference(*pair)}" for name, pair in parts.items() if pair[0] != pair[1]]


def _articles(output: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted((output / "articles").rglob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        del article["metadata"]["dateDownloaded"]
        found[path.relative_to(output).as_posix()] = article
    return found


def _rows(output: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(output / "state.sqlite3")
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            raise ValueError(f"{output}: the state is damaged: {sound}")
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def _archived(output: Path) -> Counter[str]:
    """How often the archive says of an article that it was stored; digests are checked."""
    found: Counter[str] = Counter()
    for path in sorted((output / "warc").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                text = record.content_stream().read().decode("utf-8", "replace")
                if record.rec_type == "metadata" and f"{LINES}outcome: stored" in text:
                    found[record.rec_headers.get_header("WARC-Target-URI")] += 1
    return found


def _difference(one: Any, other: Any) -> str:
    if isinstance(one, dict):
        keys = [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
        return f"{len(keys)} differ, such as {sorted(keys)[:3]}"
    only = [row for row in one if row not in other], [row for row in other if row not in one]
    return f"{len(only[0])} only here {only[0][:2]}, {len(only[1])} only there {only[1][:2]}"
