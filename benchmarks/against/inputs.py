"""What both trees clean: the project's own fixtures, or sets of pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet
from benchmarks.speed import Input, load_dumps, load_pages
from cleaners.document import DocumentKind
from cleaners.intake.open_document import open_document
from cleaners.intake.signatures import sniff_kind
from fixtures.grown.edition import Edition
from fixtures.grown.frame import Frames
from fixtures.grown.routes import Options, Routes

_GROWN = 60  # made-up stories, in a layout that no profile knows
_ORIGIN = "http://kazpravda.kz"

Pages = list[tuple[str, str | None]]  # text and address


class Road(NamedTuple):
    """Pages in a file of JSON, `[[text, address], …]`, and how they are to be treated."""

    name: str
    how: str
    path: Path


def write_inputs(folder: Path, sets: Sequence[PageSet], count: int) -> list[Road]:
    """A file for each road. Pages of sets take the place of fixtures on the generic roads.

    Raises `SetError` for a set that can't be read.
    """
    replica = _texts(load_pages())
    found = _of_sets(sets, count)
    work = {
        "pages": ("generic", found[DocumentKind.HTML] if sets else [*replica, *_grown()]),
        "dumps": ("generic", found[DocumentKind.TEXT] if sets else _texts(load_dumps())),
        "pages by profile": ("profile", replica),
        "learning a profile": ("learn", replica),
    }
    roads = [
        Road(name, how, folder / f"{name}.json") for name, (how, pages) in work.items() if pages
    ]
    for road in roads:
        road.path.write_text(json.dumps(work[road.name][1]))
    return roads


def _texts(inputs: Iterable[Input]) -> Pages:
    opened = (open_document(one.data, one.url, content_type=one.content_type) for one in inputs)
    return [(document.text, document.url) for document in opened]


def _of_sets(sets: Iterable[PageSet], count: int) -> dict[DocumentKind, Pages]:
    """So many pages of each set, evenly spread over it."""
    found: dict[DocumentKind, Pages] = {DocumentKind.HTML: [], DocumentKind.TEXT: []}
    for page_set in sets:
        pages = [page for page in page_set.read() if page.html.strip()]
        if not pages:
            raise SetError(f"{page_set.name}: no pages")
        for page in pages[:: -(-len(pages) // count)]:
            found[sniff_kind(page.html)].append((page.html, page.url))
    return found


def _grown() -> Pages:
    routes = Routes(Edition(_GROWN, "speed"), Options(), Frames())
    return [
        (routes.article(number, _ORIGIN, second=True).body.decode(), None)
        for number in range(1, _GROWN + 1)
    ]
