"""How often «the same story» is said wrongly: `python -m benchmarks.crawls.likeness SET…`.

Two questions. Of all pairs of different pages in the sets, which are taken for one story, and is
that what their texts say (exact share of common runs)? And of stories that an editor has changed,
which are recognised? The editors are simulated on the gold texts of the same pages.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import click

from benchmarks.quality.sets import load_file
from crawler.store.near_duplicates import ALIKE, RUN_WORDS, bands_of, resemblance, signature_of

# Runs that stand on more pages than this belong to a site's template; the pairs have others.
COMMON = 60


def drop_last(parts: list[str], dice: random.Random) -> list[str]:
    """The last paragraph is cut."""
    return parts[:-1]


def add_first(parts: list[str], dice: random.Random) -> list[str]:
    """A paragraph of news comes on top: as long as the first one, of other words."""
    return [" ".join(f"{dice.randrange(10**6)}" for _ in parts[0].split()), *parts]


def rewrite_one(parts: list[str], dice: random.Random) -> list[str]:
    """One paragraph is written anew."""
    changed = dice.randrange(len(parts))
    fresh = " ".join(f"{dice.randrange(10**6)}" for _ in parts[changed].split())
    return [*parts[:changed], fresh, *parts[changed + 1 :]]


def correct_words(share: float) -> Callable[[list[str], random.Random], list[str]]:
    """Single words are corrected, here and there."""

    def correct(parts: list[str], dice: random.Random) -> list[str]:
        return [
            " ".join(word + "x" if dice.random() < share else word for word in part.split())
            for part in parts
        ]

    return correct


EDITORS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "last paragraph cut": drop_last,
    "a paragraph added on top": add_first,
    "one paragraph rewritten": rewrite_one,
    "1 % of the words corrected": correct_words(0.01),
    "5 % of the words corrected": correct_words(0.05),
    "20 % of the words corrected": correct_words(0.2),
}


@click.command()
@click.argument("sets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(sets: tuple[Path, ...]) -> None:
    """Measure the mistakes of near-duplicate recognition on the gold texts of SETS."""
    pages = [page for path in sets for page in load_file(path).read() if page.gold]
    texts = {f"{page.host} {page.id}": page.gold or "" for page in pages}
    signatures = {name: signature_of(text) for name, text in texts.items()}
    known = {name: found for name, found in signatures.items() if found}
    print(f"{len(texts):,} texts, {len(known):,} long enough to tell")
    _pairs(texts, known)
    _edited(texts, known)


def _pairs(texts: dict[str, str], signatures: dict[str, bytes]) -> None:
    exact = _exact({name: texts[name] for name in signatures})
    found = {
        pair: resemblance(signatures[pair[0]], signatures[pair[1]])
        for pair in _candidates(signatures)
    }
    said = {pair for pair, likeness in found.items() if likeness >= ALIKE}
    true = {pair for pair, share in exact.items() if share >= ALIKE}
    pairs = len(signatures) * (len(signatures) - 1) // 2
    print(f"{pairs:,} pairs, {len(found):,} share a band, {len(said)} are called the same")
    missed, more = len(true - said), len(said - true)
    print(f"by their exact shares {len(true)} are: {missed} missed, {more} more")
    for pair in sorted(said | true | {p for p, share in exact.items() if share >= ALIKE / 2}):
        mark = "same" if pair in said else "    "
        print(f"  {mark} {exact.get(pair, 0):.2f}  {pair[0][:60]}  {pair[1][:60]}")


def _edited(texts: dict[str, str], signatures: dict[str, bytes]) -> None:
    for name, edit in EDITORS.items():
        dice, seen, recognised = random.Random(1), 0, 0  # noqa: S311 - a simulation
        for key, signature in signatures.items():
            parts = [part for part in texts[key].splitlines() if part.strip()]
            if len(parts) < 4:
                continue
            other = signature_of("\n".join(edit(parts, dice)))
            seen += 1
            shared = other and set(bands_of(other)) & set(bands_of(signature))
            recognised += bool(shared and other and resemblance(other, signature) >= ALIKE)
        print(f"{name}: {recognised:,} of {seen:,} recognised ({recognised / seen:.1%})")


def _candidates(signatures: dict[str, bytes]) -> set[tuple[str, str]]:
    bands = defaultdict(set)
    for name, signature in signatures.items():
        for band in bands_of(signature):
            bands[band].add(name)
    return {pair for names in bands.values() for pair in combinations(sorted(names), 2)}


def _exact(texts: dict[str, str]) -> dict[tuple[str, str], float]:
    """The exact Jaccard index of the pairs that have a run in common."""
    runs = {name: set(_runs(text)) for name, text in texts.items()}
    pages = defaultdict(list)
    for name, found in runs.items():
        for run in found:
            pages[run].append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in pages.values():
        if 1 < len(names) <= COMMON:
            common.update(combinations(sorted(names), 2))
    return {(a, b): n / (len(runs[a]) + len(runs[b]) - n) for (a, b), n in common.items()}


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    return (" ".join(words[n : n + RUN_WORDS]) for n in range(len(words) - RUN_WORDS + 1))


if __name__ == "__main__":
    main()
