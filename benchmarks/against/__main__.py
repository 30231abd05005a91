"""Time this tree and an earlier commit in turns: `python -m benchmarks.against REV`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from benchmarks.against.figures import Figures, Round, Row, as_table, over, rows_of
from benchmarks.against.inputs import write_inputs
from benchmarks.against.trees import ROOT, STARTS, TreeError, check_out, time_road, time_start
from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("revision", metavar="REV")
@click.argument("sets", nargs=-1, metavar="[SET]...")
@click.option("--rounds", type=click.IntRange(1), default=7, show_default=True)
@click.option("--pages", default=60, show_default=True, help="Taken from each set, evenly.")
@click.option(
    "--limit", type=click.FloatRange(0), metavar="PERCENT", help="Fail where a median is over it."
)
def main(
    revision: str, sets: tuple[str, ...], rounds: int, pages: int, limit: float | None
) -> None:
    r"""Compare what this tree and the commit REV cost, uncommitted changes included.

    Both clean the same pages in fresh processes that take turns: the pages and dumps of the
    project's own fixtures, or of SETs, as for `benchmarks.quality` (pages of HTML and dumps are
    told apart). Each process cleans a third of its pages to load what it needs; the others count.
    What is printed are processor time and the peak of memory, and ratios within a round: below 1 is
    better than REV. Exits with 1 where `--limit` is exceeded. Nothing is kept.

    \b
        python -m benchmarks.against HEAD~1 --limit 3
        python -m benchmarks.against v1.0 data/wcxb-dev.jsonl.xz --pages 100
    """
    try:
        rows = _compare(revision, [load_set(name) for name in sets], rounds, pages)
    except (SetError, TreeError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(as_table(rows, revision))
    too_much = over(rows, limit) if limit is not None else []
    for row in too_much:
        click.echo(f"over {limit:g} %: {row.name}", err=True)
    if too_much:
        raise click.exceptions.Exit(1)


def _compare(revision: str, sets: list[PageSet], rounds: int, pages: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        earlier = check_out(revision, Path(temporary, "earlier"))
        roads = write_inputs(Path(temporary), sets, pages)
        work = [partial(time_road, road=road) for road in roads]
        work += [partial(time_start, name=name) for name in STARTS]
        return rows_of([_round(work, earlier, number) for number in range(rounds)])


def _round(work: Sequence[Callable[[Path], Figures]], earlier: Path, number: int) -> Round:
    """All figures of both trees; every other round begins with the other tree."""
    figures: dict[Path, dict[str, float]] = {earlier: {}, ROOT: {}}
    for measure in work:
        for tree in (earlier, ROOT) if number % 2 else (ROOT, earlier):
            figures[tree] |= measure(tree)
    return figures[earlier], figures[ROOT]


if __name__ == "__main__":
    main()
