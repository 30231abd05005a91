"""F1 by the number of pages that a profile was learned from."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.quality.resampling import Bootstrap
from benchmarks.quality.scoring import Counts, count_shingles
from benchmarks.templates.contenders import clean_text, learn, models_for
from benchmarks.templates.hosts import Host, data_argument, held_out_option, load_hosts

_SIZES = (1, 2, 4, 8, 16)
_FOLDS = 2


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@data_argument
@held_out_option
def main(data: Path, held_out: Path | None) -> None:
    """Learn from 1, 2, 4, 8 and 16 pages of each host, score on its other half.

    Every size is scored on the same pages; a host with fewer pages to learn from gives all it has.
    The last column are the hosts with 16 pages to learn from.

        python -m benchmarks.templates.curve data --held-out output/held-out
    """
    hosts = load_hosts(data)
    click.echo(f"{'learned from':<14}{'all':>24}{'Russian':>24}{'many pages':>24}")
    for size in (0, *_SIZES):
        scored = [(host, _score(host, size, held_out)) for host in hosts]
        parts = (
            scored,
            [pair for pair in scored if pair[0].is_russian],
            [pair for pair in scored if len(pair[0].pages) >= _FOLDS * _SIZES[-1]],
        )
        figures = "".join(f"{_f1([c for _, cs in part for c in cs]):>24}" for part in parts)
        click.echo(f"{size or 'none: generic':<14}{figures}")


def _score(host: Host, size: int, held_out: Path | None) -> list[Counts]:
    models = models_for(host.pages[0], held_out)
    counts = []
    for taught, scored in host.folds(_FOLDS):
        profile = learn(taught[:size], host.name, models) if size else None
        counts += [
            count_shingles(page.gold or "", clean_text(page, profile, models)) for page in scored
        ]
    return counts


def _f1(counts: list[Counts]) -> str:
    if not counts:
        return "–"
    precision, recall, f1 = Bootstrap(len(counts)).means(counts)
    return f"{f1.value:.3f} ({precision.value:.3f} {recall.value:.3f})"


if __name__ == "__main__":
    main()
