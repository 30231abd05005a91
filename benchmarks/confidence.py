"""What the confidence of an extraction is worth.

    python -m benchmarks.confidence SET... [--held-out DIR]

Three questions. Is the confidence as high as the F1 that it foretells? Do the pages that went
wrong (F1 below 0.8) have the lowest one? *Ranking* is how often, of a page that went wrong and one
that did not, the first has the lower confidence (area under the curve). And are pages without a
story (listings, forums, shops) told from articles, by `NoMainContent` or by a confidence that is
low? With `--held-out` every page is read by a model that has not seen its host
(`python -m benchmarks.training SET… --held-out DIR` makes them), else by the one that ships.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import fmean

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.scoring import count_shingles
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.held_out import clean_held_out
from cleaners import Article, clean
from cleaners.errors import CleanersError, NoMainContent

_WRONG = 0.8  # F1 below which an extraction went wrong
_LOW = 0.3  # confidence below which a page is probably no story
_TENTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One page: its type, its F1 and the confidence told; None where no story was found."""

    page_type: str
    f1: float
    confidence: float | None


def judge_set(page_set: PageSet, held_out: Path | None) -> Iterator[Judged]:
    """Every page of a set that has gold and can be read."""
    for page in page_set.read():
        if page.gold is None or page.id in page_set.bad:
            continue
        try:
            article = _clean(page, held_out)
        except NoMainContent:
            yield Judged(page.page_type, float(not page.gold.strip()), None)
        except CleanersError as error:
            click.echo(f"{page_set.name}: {page.id}: {error}", err=True)
        else:
            f1 = count_shingles(page.gold, article.text).f1
            yield Judged(page.page_type, f1, article.metadata.confidence)


def _clean(page: SetPage, held_out: Path | None) -> Article:
    if held_out is not None:
        return clean_held_out(page, held_out)
    return clean(page.html, page.url, profile=None)


def lowest_tenth(pages: Sequence[Judged]) -> tuple[int, int, int]:
    """Pages that went wrong among the tenth with the lowest confidence, all such, the tenth's size.

    A page without a story found has no confidence: it comes first.
    """
    ranked = sorted(pages, key=lambda page: page.confidence or 0.0)
    tenth = ranked[: max(1, len(ranked) // _TENTH)]
    return sum(p.f1 < _WRONG for p in tenth), sum(p.f1 < _WRONG for p in pages), len(tenth)


def ranking(pages: Sequence[Judged]) -> float:
    """How often a page that went wrong has a lower confidence than one that did not; ties are half.

    NaN where all went right, or all wrong.
    """
    wrong, right = (
        [confidence for f1, confidence in map(_both, pages) if (f1 < _WRONG) is is_wrong]
        for is_wrong in (True, False)
    )
    wins = sum((low < high) + (low == high) / 2 for low in wrong for high in right)
    return wins / (len(wrong) * len(right)) if wrong and right else nan


def _both(page: Judged) -> tuple[float, float]:
    """F1 and confidence of a page; 0 where no story was found."""
    return page.f1, page.confidence or 0.0


def by_type(pages: Iterable[Judged]) -> list[tuple[str, int, int, int]]:
    """Page type, pages, pages in which no story was found, pages with a low confidence."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for page in pages:
        groups[page.page_type].append(page)
    return [
        (
            name,
            len(group),
            sum(page.confidence is None for page in group),
            sum(page.confidence is not None and page.confidence < _LOW for page in group),
        )
        for name, group in sorted(groups.items())
    ]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--held-out", type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR", help="Models made by `benchmarks.training --held-out DIR`.",
)  # fmt: skip
def main(sets: Sequence[str], held_out: Path | None) -> None:
    """Print two tables about the confidence on SETs: files as `benchmarks.quality` takes them."""
    try:
        judged = {s.name: list(judge_set(s, held_out)) for s in map(load_set, sets)}
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"| set | articles | mean F1 | mean confidence | F1 < {_WRONG} "
        "| of these in the lowest tenth | ranking |\n|---|---|---|---|---|---|---|"
    )
    everything = [page for pages in judged.values() for page in pages]
    for name, pages in (*judged.items(), ("all", everything)):
        articles = [page for page in pages if page.page_type == "article"]
        if not articles:
            continue
        found, wrong, _ = lowest_tenth(articles)
        f1, confidence = (fmean(values) for values in zip(*map(_both, articles), strict=True))
        click.echo(
            f"| {name} | {len(articles)} | {f1:.3f} | {confidence:.3f} | {wrong} | {found} "
            f"| {ranking(articles):.2f} |"
        )
    click.echo(f"\n| page type | pages | no story | confidence < {_LOW} |\n|---|---|---|---|")
    for name, count, none, low in by_type(everything):
        click.echo(f"| {name} | {count} | {none} | {low} |")


if __name__ == "__main__":
    main()
