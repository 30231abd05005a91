"""Learning from a great many pages of one host: speed and memory as the pages grow."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from random import Random

import click

from cleaners.learner import SiteLearner
from cleaners.sites.learning.memory import MOST_TEXTS

_KIB, _MIB = 1024, 2**20
_WORDS = 4_000
_PARAGRAPHS, _LONG = 12, 40  # of a story; words of a paragraph
_TEASERS = 20


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--pages", default=100_000, show_default=True, help="Synthetic pages of one host.")
@click.option(
    "--most-texts", default=MOST_TEXTS, show_default=True, help="Distinct lines remembered."
)
def main(pages: int, most_texts: int) -> None:
    """Learn from PAGES synthetic pages; print pages/s and peak memory at each power of two.

    python -m benchmarks.templates.growth
    """
    learner = SiteLearner("synthetic.example", most_texts=most_texts)
    spent, report_at = 0.0, 1_000
    click.echo(f"{'pages':>9}{'pages/s':>9}{'peak MiB':>10}")
    for number, page in enumerate(_make(pages), start=1):
        start = time.perf_counter()
        learner.add(page)
        spent += time.perf_counter() - start
        if number in (report_at, pages):
            click.echo(f"{number:>9,}{number / spent:>9.0f}{_peak():>10,.0f}")
            report_at *= 2
    profile = learner.profile()
    click.echo(f"body {', '.join(profile.story.body) or 'not found'}; {len(profile.remove)} parts")


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else _KIB) / _MIB


def _make(count: int) -> Iterator[str]:
    """Pages of one template: every paragraph is new, teasers change every hundred pages."""
    random = Random(1)  # noqa: S311
    letters = "абвгдежзиклмнопрстуфхцчшэюя"
    words = ["".join(random.choices(letters, k=random.randint(3, 10))) for _ in range(_WORDS)]

    def line(length: int) -> str:
        return " ".join(random.choices(words, k=length)).capitalize()

    teasers: list[str] = []
    for number in range(count):
        if number % 100 == 0:
            teasers = [line(8) for _ in range(_TEASERS)]
        headline = line(8)
        story = "".join(f"<p>{line(_LONG)}, {line(_LONG // 2)}.</p>" for _ in range(_PARAGRAPHS))
        listed = "".join(
            f"<li><a href=/n/{n}>{teaser}</a></li>" for n, teaser in enumerate(teasers)
        )
        yield (
            f"<!doctype html><title>{headline}</title><div class=menu><a href=/>Главная</a></div>"
            f"<div class=story><h1>{headline}</h1><div class=date>{number % 28 + 1} мая 2025</div>"
            f"<div class=text>{story}<div class=more><b>Ещё</b><ul>{listed}</ul></div></div></div>"
            f"<div class=foot>© Газета, просмотров {number}</div>"
        )


if __name__ == "__main__":
    main()
