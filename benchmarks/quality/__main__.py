"""The command: sets in, a table and four files for each out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.extractors import NAMES, NAMES_FOR_SOME, contender, is_installed
from benchmarks.quality.outputs import write_all
from benchmarks.quality.running import LIMIT_S, run
from benchmarks.quality.selection import Selection
from benchmarks.quality.sets import SetError
from benchmarks.quality.summary import Summary, summarise
from benchmarks.quality.tables import as_text
from benchmarks.quality.values import Extractor, PageSet
from benchmarks.training.held_out import FOLDS, held_out_extractor

_SETUP = "not installed (make bench-setup)"


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--extractor",
    "names",
    type=click.Choice([*NAMES, *NAMES_FOR_SOME]),
    metavar="NAME",
    multiple=True,
    help="Run these only; the first one is compared with the others. "
    f"Known: {', '.join(NAMES)}; for dumps and other sets: {', '.join(NAMES_FOR_SOME)}.",
)
@click.option(
    "--held-out",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Chistovik with models of `benchmarks.training --held-out DIR`: each page is read by one "
    "that has not seen its host.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first N pages of each set.")
@click.option("--page-type", "types", multiple=True, help="Only such pages, for example: article.")
@click.option("--lang", metavar="CODE", help="Only pages in this language, for example: ru.")
@click.option(
    "--fold",
    "folds",
    type=click.IntRange(0, FOLDS - 1),
    multiple=True,
    help="Only pages of hosts that this one of the held-out models has not seen.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=LIMIT_S,
    show_default=True,
    help="Seconds that an extractor may take for one page.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="output/quality",
    show_default=True,
    help="Folder for CSV, JSON, plot and page-by-page report.",
)
def main(  # noqa: PLR0913, PLR0917 - one parameter an option
    sets: Sequence[str],
    names: Sequence[str],
    held_out: Path | None,
    limit: int | None,
    types: Sequence[str],
    lang: str | None,
    folds: Sequence[int],
    time_limit: float,
    output: Path,
) -> None:
    """Measure Chistovik and its peers on each SET: one process, in turns on every page.

    SET is a file (*.jsonl.xz, *.jsonl.gz, *.jsonl; one page a line) or a checkout of a public
    benchmark: article-extraction-benchmark:DIR, wcxb:DIR, fundus:DIR.
    Sets of plain-text dumps are made by `python -m benchmarks.dumps`.

        python -m benchmarks.quality data/wcxb-dev.jsonl.xz --page-type article --limit 50
    """
    try:
        page_sets = [load_set(argument) for argument in sets]
        extractors = _chosen(names)
        if held_out:
            extractors = [held_out_extractor(each, held_out) for each in extractors]
        for page_set, stem in zip(page_sets, _stems(page_sets), strict=True):
            summary = _measure(
                page_set, extractors, Selection(types, lang, limit, folds), time_limit
            )
            click.echo(as_text(summary))
            click.echo("\n".join(write_all(summary, output, stem)) + "\n")
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _measure(
    page_set: PageSet, extractors: Sequence[Extractor], selection: Selection, time_limit: float
) -> Summary:
    results = run(
        selection.pages(page_set), extractors, limit_s=time_limit, progress=_progress(page_set.name)
    )
    if not results.pages:
        raise SetError(f"{page_set.name}: no pages of this kind")
    notes = [*page_set.notes, *selection.notes()]
    return summarise(page_set.name, results, own=page_set.own, notes=notes)


def _chosen(names: Sequence[str]) -> list[Extractor]:
    """The contenders asked for; without names all that are installed, the others are named."""
    missing = [name for name in names or NAMES if not is_installed(name)]
    if names and missing:
        raise click.ClickException(f"{', '.join(missing)}: {_SETUP}")
    if missing:
        click.echo(f"left out: {', '.join(missing)}: {_SETUP}", err=True)
    return [contender(name) for name in dict.fromkeys(names or NAMES) if name not in missing]


def _stems(page_sets: Sequence[PageSet]) -> Iterator[str]:
    """Names of files: the set's; numbered where two sets have the same."""
    seen: Counter[str] = Counter()
    for page_set in page_sets:
        seen[page_set.name] += 1
        number = seen[page_set.name]
        yield page_set.name if number == 1 else f"{page_set.name}-{number}"


def _progress(name: str) -> Callable[[int], None]:
    """A counter on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _done: None
    return lambda done: click.echo(f"\r{name}: {done} pages\r", nl=False, err=True)


if __name__ == "__main__":
    main()
