"""What a second opinion is worth, by the confidence below which it is asked for.

    python -m benchmarks.cascade SET... --held-out DIR

Every article is judged without a second opinion and with one, by a model that has not seen its
host. For each bound are told the share of the pages that are below it, what the mean F1 of all
pages gains when these alone are judged with the opinion, and what asking costs, in milliseconds a
page; then what a bound costs on pages without a story, which gain nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.scoring import count_shingles
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.fitting import NO_STORY
from benchmarks.training.held_out import held_out_models
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError, NoMainContent
from cleaners.fields.build import build_article
from cleaners.intake.open_document import open_document
from cleaners.judge.judge import Models, judge
from cleaners.labels import load_lexicon
from cleaners.markup.html_page import read_markup
from cleaners.markup.opinion import ask_trafilatura
from cleaners.page import Page

BOUNDS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.01)


class Asked(NamedTuple):
    """One page: its confidence without an opinion, its F1 without and with one, the time to ask."""

    confidence: float
    without: float
    with_one: float
    milliseconds: float


def ask_each(page_set: PageSet, held_out: Path, *, stories: bool) -> Iterator[Asked]:
    """Every page of a set that has gold and is a page of HTML: articles, or what has no story."""
    for page in page_set.read():
        if page.gold is None or page.id in page_set.bad:
            continue
        if page.page_type == "article" if stories else page.page_type in NO_STORY:
            try:
                document = open_document(page.html, page.url)
                if document.kind is DocumentKind.HTML:
                    yield _ask(page, document, held_out_models(page, document.kind, held_out))
            except CleanersError as error:
                click.echo(f"{page_set.name}: {page.id}: {error}", err=True)


def _ask(page: SetPage, document: Document, models: Models) -> Asked:
    read = read_markup(document, None)
    confidence, without = _f1(page, document, read, models)
    begun = time.process_time()
    opinion = ask_trafilatura(document.text)
    milliseconds = (time.process_time() - begun) * 1000
    _, with_one = _f1(page, document, replace(read, opinion=opinion), models)
    return Asked(confidence, without, with_one, milliseconds)


def _f1(page: SetPage, document: Document, read: Page, models: Models) -> tuple[float, float]:
    lexicon = load_lexicon()
    judgement = judge(read, lexicon, models)
    try:
        text = build_article(document, read, judgement, lexicon, None).text
    except NoMainContent:
        text = ""
    return judgement.confidence or 0.0, count_shingles(page.gold or "", text).f1


def below(pages: Sequence[Asked], bound: float) -> tuple[float, float, float]:
    """The share of the pages below a bound, the gain in F1 and the milliseconds a page of all."""
    asked = [page for page in pages if page.confidence < bound]
    gain = sum(page.with_one - page.without for page in asked)
    milliseconds = sum(page.milliseconds for page in asked)
    count = len(pages)
    return len(asked) / count, gain / count, milliseconds / count


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--held-out", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
    metavar="DIR", help="Models made by `benchmarks.training --held-out DIR`.",
)  # fmt: skip
def main(sets: Sequence[str], held_out: Path) -> None:
    """Print a table on SETs: files as `benchmarks.quality` takes them."""
    try:
        loaded = list(map(load_set, sets))
        stories = {s.name: list(ask_each(s, held_out, stories=True)) for s in loaded}
        others = [page for s in loaded for page in ask_each(s, held_out, stories=False)]
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    groups = {name: pages for name, pages in stories.items() if pages}
    groups |= {"all": [page for pages in groups.values() for page in pages]}
    click.echo("| set | pages | asked below | pages asked | gain | ms a page |")
    click.echo("|---|---:|---:|---:|---:|---:|")
    for name, pages in (*groups.items(), ("no story", others)):
        for bound in BOUNDS if pages else ():
            share, gain, milliseconds = below(pages, bound)
            told = f"{gain:+.4f}" if name in groups else "–"
            click.echo(
                f"| {name} | {len(pages)} | {min(bound, 1):g} | {share:.1%} | {told} "
                f"| {milliseconds:.1f} |"
            )


if __name__ == "__main__":
    main()
