"""The command: hosts in, a table of F1 out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.quality.resampling import Bootstrap
from benchmarks.quality.scoring import Counts, count_shingles
from benchmarks.templates.contenders import (
    clean_text,
    drop_repeated,
    learn,
    models_for,
    trafilatura_text,
)
from benchmarks.templates.hosts import (
    Host,
    data_argument,
    dumps_option,
    held_out_option,
    load_hosts,
)

_NAMES = ("learned", "generic", "generic, naive rule", "trafilatura", "trafilatura, naive rule")
_LEARNED, _GENERIC = 0, 1


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@data_argument
@held_out_option
@dumps_option
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    default=4,
    show_default=True,
    help="Learn from all folds of a host but one, score on that one.",
)
@click.option("--host", "only", metavar="HOST", help="This host only.")
def main(
    data: Path, held_out: Path | None, dumps: str | None, folds: int, only: str | None
) -> None:
    """Score profiles that are learned from some pages of a host on its other pages.

    DATA is the folder with daniel-ru-dev, daniel-other and cpe (*.jsonl.xz).

        python -m benchmarks.templates data --held-out output/held-out
    """
    hosts = [host for host in load_hosts(data, dumps) if only in (None, host.name)]
    if not hosts:
        raise click.ClickException("no such host with at least eight pages")
    rows: list[tuple[Host, list[tuple[Counts, ...]]]] = []
    click.echo(f"{'host':<24}{'pages':>6}" + "".join(f"{name:>25}" for name in _NAMES))
    for host in hosts:
        rows.append((host, _score(host, folds, held_out)))
        _print_row(host.name, rows[-1:])
    _print_row("all", rows)
    russian = [row for row in rows if row[0].is_russian]
    if russian:
        _print_row("Russian", russian)
    _print_lead("all", rows)
    if russian:
        _print_lead("Russian", russian)


def _score(host: Host, folds: int, held_out: Path | None) -> list[tuple[Counts, ...]]:
    """The counts of every contender, page by page."""
    models = models_for(host.pages[0], held_out)
    learned: dict[str, str] = {}
    for taught, scored in host.folds(folds):
        profile = learn(taught, host.name, models)
        learned |= {page.id: clean_text(page, profile, models) for page in scored}
    generic = [clean_text(page, None, models) for page in host.pages]
    peer = [trafilatura_text(page) for page in host.pages]
    texts = (
        [learned[page.id] for page in host.pages],
        generic,
        drop_repeated(generic),
        peer,
        drop_repeated(peer),
    )
    return [
        tuple(count_shingles(page.gold or "", text[number]) for text in texts)
        for number, page in enumerate(host.pages)
    ]


def _print_row(name: str, rows: Sequence[tuple[Host, list[tuple[Counts, ...]]]]) -> None:
    counts = [page for _, pages in rows for page in pages]
    bootstrap = Bootstrap(len(counts))
    figures = ""
    for number in range(len(_NAMES)):
        precision, recall, f1 = bootstrap.means([page[number] for page in counts])
        figures += f"{f1.value:>11.3f} ({precision.value:.3f} {recall.value:.3f})"
    click.echo(f"{name:<24}{len(counts):>6}{figures}")


def _print_lead(name: str, rows: Sequence[tuple[Host, list[tuple[Counts, ...]]]]) -> None:
    """Learned minus generic, over the same pages and the same draws."""
    counts = [page for _, pages in rows for page in pages]
    bootstrap = Bootstrap(len(counts))
    ours, theirs = (
        bootstrap.means([page[number] for page in counts])[2] for number in (_LEARNED, _GENERIC)
    )
    lead = ours.minus(theirs)
    click.echo(f"{name}: learned − generic {lead.value:+.4f} ({lead.low:+.4f} … {lead.high:+.4f})")


if __name__ == "__main__":
    main()
