"""How much of tables and lists extractors keep.

    python -m benchmarks.parts SET... [--held-out DIR] [--extractor NAME]...

Where extractors differ most. A cell or list item of at least three words belongs to the story if
its words stand in the gold, one behind the other; it is kept if they stand so in the extractor's
text. Told are the share of the story's cells and items that is kept, and the share of all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.extractors import NAMES, contender
from benchmarks.quality.running import extract
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import Extractor, PageSet, SetPage
from benchmarks.training.held_out import held_out_extractor
from cleaners.shingles import words_of

_CONTENDERS = ("chistovik", "trafilatura", "resiliparse", "readability-lxml")
_LEAST_WORDS = 3  # the words of shorter ones stand anywhere
_INNER = {"td": "table", "th": "table", "li": "ul, ol"}  # what holds such has no text of its own
_KINDS = {"td": "cells", "th": "cells", "li": "items"}


class Share(NamedTuple):
    """Cells or items: of the story and of all else, and how many of each are kept."""

    story: int
    story_kept: int
    foreign: int
    foreign_kept: int


def find_parts(html: str) -> set[tuple[str, str]]:
    """The distinct cells and list items of a page: "cells" or "items", and the words of each.

    >>> sorted(find_parts("<ul><li>Open on Monday, 9:00<li>More</ul><table><td>One of two</table>"))
    [('cells', 'One of two'), ('items', 'Open on Monday 9 00')]
    """
    found = set()
    for node in LexborHTMLParser(html).css("td, th, li"):
        if node.css_first(_INNER[node.tag or ""]) is None:
            words = words_of(_text(node))
            if len(words) >= _LEAST_WORDS:
                found.add((_KINDS[node.tag or ""], " ".join(words)))
    return found


def _text(node: LexborNode) -> str:
    return node.text(deep=True, separator=" ", strip=False)


def count_parts(page: SetPage, text: str) -> dict[str, Share]:
    """The cells and the items of a page with gold, and which of them an extractor's text holds."""
    gold, output = (f" {' '.join(words_of(part))} " for part in (page.gold or "", text))
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for kind, words in find_parts(page.html):
        counts[kind, f" {words} " in gold, f" {words} " in output] += 1
    return {
        kind: Share(
            counts[kind, True, True] + counts[kind, True, False],
            counts[kind, True, True],
            counts[kind, False, True] + counts[kind, False, False],
            counts[kind, False, True],
        )
        for kind in ("cells", "items")
    }


def measure_set(page_set: PageSet, extractor: Extractor) -> dict[str, Share]:
    """The sums over the articles of a set."""
    sums = {kind: Share(0, 0, 0, 0) for kind in ("cells", "items")}
    for page in page_set.read():
        if page.gold and page.page_type == "article" and page.id not in page_set.bad:
            for kind, share in count_parts(page, extract(extractor, page).text).items():
                sums[kind] = Share(*(a + b for a, b in zip(sums[kind], share, strict=True)))
    return sums


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--extractor", "names", type=click.Choice(NAMES), metavar="NAME", multiple=True,
    default=_CONTENDERS, help="Run these only.",
)  # fmt: skip
@click.option(
    "--held-out", type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR", help="Models made by `benchmarks.training --held-out DIR`.",
)  # fmt: skip
def main(sets: Sequence[str], names: Sequence[str], held_out: Path | None) -> None:
    """Print what is kept of tables and lists on SETs: files as `benchmarks.quality` takes them."""
    click.echo("| set | extractor | story's cells | other cells | story's items | other items |")
    click.echo("|---|---|---|---|---|---|")
    try:
        for page_set in map(load_set, sets):
            for name in names:
                extractor = contender(name)
                if held_out is not None:
                    extractor = held_out_extractor(extractor, held_out)
                shares = measure_set(page_set, extractor)
                click.echo(f"| {page_set.name} | {name} | {' | '.join(_cells(shares))} |")
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _cells(shares: dict[str, Share]) -> Iterator[str]:
    for share in shares.values():
        yield f"{share.story_kept / max(share.story, 1):.3f} of {share.story}"
        yield f"{share.foreign_kept / max(share.foreign, 1):.3f} of {share.foreign}"


if __name__ == "__main__":
    main()
