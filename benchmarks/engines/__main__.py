"""`python -m benchmarks.engines COMMAND`: a kill and a resume, throughput, cost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from benchmarks.engines import cost, throughput
from benchmarks.engines.inputs import KINDS, write_archives
from benchmarks.engines.resuming import run_and_kill


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Measure engines for clusters on this machine."""


@main.command()
@click.option("--pages", default=100_000, show_default=True, help="Small pages.")
@click.option("--tasks", default=40, show_default=True, help="Tasks, with an archive each.")
@click.option("--kills", default=1, show_default=True, help="How often all of it is killed.")
def resume(pages: int, tasks: int, kills: int) -> None:
    """Clean PAGES with datatrove, kill it on the way with SIGKILL, go on; count what is there."""
    with tempfile.TemporaryDirectory() as temporary:
        source, output = Path(temporary, "pages"), Path(temporary, "output")
        write_archives(source, "small", pages, tasks)
        click.echo(run_and_kill(source, output, pages, tasks, kills).report())


@main.command("throughput")
@click.option(
    "--pages",
    type=click.IntRange(min=2 * throughput.FILES),
    default=1_000,
    show_default=True,
    help="Pages of the replica.",
)
@click.option("--kind", type=click.Choice(KINDS), default="profile", show_default=True)
@click.option("--processes", multiple=True, type=int, default=(1, 2), show_default=True)
@click.option("--through", multiple=True, type=click.Choice(throughput.CONTENDERS))
def measure_throughput(
    pages: int, kind: str, processes: tuple[int, ...], through: tuple[str, ...]
) -> None:
    """Clean PAGES with the command and through engines; tell start-up and pages apart."""
    with tempfile.TemporaryDirectory() as temporary:
        names = through or throughput.CONTENDERS
        click.echo(
            throughput.table(throughput.measure(Path(temporary), kind, pages, processes, names))
        )


@main.command("cost")
@click.option("--pages", default=1_000, show_default=True, help="Pages of each kind.")
@click.option("--price", default=0.04, show_default=True, help="Of a core-hour, in any currency.")
def measure_cost(pages: int, price: float) -> None:
    """Clean PAGES of each kind in one process; work out 10 million, 1 and 10 billion of them."""
    with tempfile.TemporaryDirectory() as temporary:
        measured = [cost.measure(Path(temporary), kind, pages) for kind in KINDS[1:]]
        click.echo(cost.table(measured, price))


if __name__ == "__main__":
    main()
