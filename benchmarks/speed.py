"""Speed on the replica's pages: `clean` with the profile, trafilatura, selectolax's bare parse.

The contenders take turns in every round, so that a machine that grows slower does so for all;
what counts are the ratios within a round.

    python -m benchmarks.speed [--rounds 7]
"""

from __future__ import annotations

import argparse
import gc
import html
import json
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from cleaners import CleanersError, clean
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target

SITE = "http://kazpravda.kz"


class Input(NamedTuple):
    """One page or dump."""

    data: bytes
    url: str | None
    content_type: str | None


class Contender(NamedTuple):
    """A way to treat one input."""

    name: str
    run: Callable[[Input], object]


def load_pages() -> list[Input]:
    """The article pages of the replica that have a story, as the server sends them."""
    site = load_site()
    pages = Pages(site)
    inputs = []
    for article in site.articles:
        if article.story.paragraphs:
            response = answer(pages, parse_target(f"{SITE}{article.path}"))
            headers = dict(response.headers)
            url = f"{SITE}{article.path}"
            inputs.append(Input(response.body, url, headers.get("Content-Type")))
    return inputs


def load_dumps() -> list[Input]:
    """The plain-text dumps of the same articles."""
    paths = (article.folder / "dump.txt" for article in load_site().articles)
    return [Input(path.read_bytes(), None, None) for path in paths if path.exists()]


def run_clean(page: Input) -> object:
    """The library, with the profile that the address chooses."""
    try:
        return clean(page.data, page.url, content_type=page.content_type)
    except CleanersError:
        return None


def run_trafilatura(page: Input) -> object:
    """Trafilatura with its default settings."""
    return trafilatura.extract(page.data)


def run_trafilatura_on_text(page: Input) -> object:
    """Trafilatura on a dump: it wants markup, so every line becomes a paragraph."""
    lines = page.data.decode("utf-8", "replace").splitlines()
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return trafilatura.extract(f"<html><body>{body}</body></html>")


def run_parse(page: Input) -> object:
    """Selectolax alone: what no cleaner on this parser can go below."""
    return LexborHTMLParser(page.data)


def measure(
    contenders: Sequence[Contender], inputs: Sequence[Input], rounds: int
) -> dict[str, list[float]]:
    """Inputs per second of every contender in every round, after one round that is not counted."""
    rates: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            gc.collect()  # nobody pays for what another one left behind
            start = time.perf_counter()
            for page in inputs:
                contender.run(page)
            if number:
                rates[contender.name].append(len(inputs) / (time.perf_counter() - start))
    return rates


def ratios(rates: dict[str, list[float]], name: str, other: str) -> tuple[float, float, float]:
    """Minimum, median and maximum of `name` ÷ `other`, round by round."""
    values = [a / b for a, b in zip(rates[name], rates[other], strict=True)]
    return min(values), statistics.median(values), max(values)


def report(title: str, rates: dict[str, list[float]], name: str) -> dict[str, object]:
    """Print a table and give back its figures."""
    print(f"\n{title}")
    figures: dict[str, object] = {}
    for other, values in rates.items():
        low, middle, high = ratios(rates, name, other)
        rate = statistics.median(values)
        print(f"  {other:<24}{rate:>9,.0f} /s   {name} ÷ it: {middle:.2f} ({low:.2f}–{high:.2f})")
        figures[other] = {"per_second": round(rate, 1), "ratio": round(middle, 3)}
    return figures


def main() -> None:
    """Measure pages, then dumps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7, help="counted rounds (default 7)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON as well")
    options = parser.parse_args()
    pages = [
        Contender("clean", run_clean),
        Contender("selectolax parse", run_parse),
        Contender("trafilatura", run_trafilatura),
    ]
    dumps = [Contender("clean", run_clean), Contender("trafilatura", run_trafilatura_on_text)]
    figures = {
        "pages": report(
            "HTML pages with profile", measure(pages, load_pages(), options.rounds), "clean"
        ),
        "dumps": report("plain-text dumps", measure(dumps, load_dumps(), options.rounds), "clean"),
    }
    if options.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
