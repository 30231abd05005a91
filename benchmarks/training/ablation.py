"""What each kind of evidence brings: `python -m benchmarks.training.ablation SET...`.

The hosts are split in two; what is learned on either half is scored on the other. The first row
is one look with all measures; those below it lack one kind. Then come what looks at more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import click
import numpy as np

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.scoring import Counts, count_shingles, count_snippets, harmonic
from benchmarks.quality.sets import SetError
from benchmarks.training.examples import Example, fold_of, read_examples
from benchmarks.training.fitting import (
    first_rows,
    fit_blocks,
    fit_look,
    name_out_of_fold,
    second_rows,
    seconded_rows,
    story_text,
)
from benchmarks.training.names import learn_names
from cleaners.judge.classifier import FIRST_NAMES
from cleaners.judge.forest import to_probability
from cleaners.judge.measure import evidence, names, neighbours, place, text
from cleaners.judge.measure.names import measure_names
from cleaners.judge.measure.text import Floats
from cleaners.judge.measure.whole import THRESHOLD

_UNSURE_SHARE = 0.05  # of the pages: those whose blocks are least certain are asked about
_HALVES = 2

_KINDS: dict[str, tuple[str, ...]] = {
    "text of the block": text.NAMES,
    "rules for single lines": tuple(n for n in evidence.NAMES if n.startswith("rule_")),
    "names that a person listed": tuple(n for n in evidence.NAMES if n.startswith("zone_")),
    "names that were learned": names.NAMES,
    "headline and description": ("headline_share", "headline_cover", "description_share"),
    "articleBody of the head": ("body_share",),
    "copies on the page": ("same_on_page", "same_before"),
    "place and elements around": place.NAMES,
    "neighbours": neighbours.NAMES,
}

Beliefs = dict[str, list[Floats]]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
def main(sets: Sequence[str]) -> None:
    """Print F1 on each SET with all evidence, without each kind of it, and with more looks."""
    try:
        examples = [example for name in sets for example in read_examples(load_set(name))]
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    tested: list[Example] = []
    beliefs: Beliefs = defaultdict(list)
    for half in range(_HALVES):
        inside = [fold_of(example.domain, _HALVES, "ablation ") == half for example in examples]
        others = [e for e, here in zip(examples, inside, strict=True) if not here]
        these = [e for e, here in zip(examples, inside, strict=True) if here]
        tested += these
        for variant, values in _judge(others, these).items():
            beliefs[variant] += values
    _print(tested, beliefs)


def _judge(others: Sequence[Example], these: Sequence[Example]) -> Beliefs:
    """The beliefs about `these` of each variant that learned from `others`."""
    name_out_of_fold(others)
    scores = learn_names(others)
    for example in these:
        example.named = measure_names(example.measured.outline, scores)
    found: Beliefs = {}
    for kind, missing in _KINDS.items():
        found[f"– {kind}"] = _look(others, these, _without(missing))
    first = fit_look(others, first_rows, "first")
    for example in these:
        example.first = to_probability(first.score(first_rows(example)))
    found["one look, all evidence"] = [example.first for example in these]
    second = fit_look(others, second_rows, "last")
    for example in these:
        example.last = to_probability(second.score(second_rows(example)))
    found["+ second look"] = [example.last for example in these]
    seconded = _look(others, these, seconded_rows)
    found["+ second opinion, every page"] = seconded
    found["+ second opinion, least certain 5 %"] = _mixed(these, seconded)
    return found


def _without(missing: tuple[str, ...]) -> Callable[[Example], Floats]:
    columns = [FIRST_NAMES.index(name) for name in missing]

    def rows(example: Example) -> Floats:
        matrix = first_rows(example)
        matrix[:, columns] = 0
        return matrix

    return rows


def _look(
    others: Sequence[Example], these: Sequence[Example], rows: Callable[[Example], Floats]
) -> list[Floats]:
    forest = fit_blocks(others, rows)
    return [to_probability(forest.score(rows(example))) for example in these]


def _mixed(these: Sequence[Example], seconded: list[Floats]) -> list[Floats]:
    """The second look; where its blocks are least certain, the look with a second opinion."""
    doubts = []
    for example in these:
        words = example.measured.words * (np.abs(example.last - THRESHOLD) < 0.3)
        doubts.append(words.sum() / max((example.measured.words * example.last).sum(), 1))
    limit = np.quantile(doubts, 1 - _UNSURE_SHARE)
    return [
        asked if doubt > limit else example.last
        for example, asked, doubt in zip(these, seconded, doubts, strict=True)
    ]


def _print(tested: Sequence[Example], beliefs: Beliefs) -> None:
    sets = list(dict.fromkeys(example.set_name for example in tested))
    click.echo("| F1 | " + " | ".join(sets) + " |")
    click.echo("|---|" + "---|" * len(sets))
    first = "one look, all evidence"
    for variant in (first, *(variant for variant in beliefs if variant != first)):
        values = list(zip(tested, beliefs[variant], strict=True))
        cells = [_f1((e, b) for e, b in values if e.set_name == name) for name in sets]
        click.echo(f"| {variant} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")


def _f1(values: Iterable[tuple[Example, Floats]]) -> float:
    """Of mean precision and mean recall; of sums, where the gold are snippets."""
    counts: list[Counts] = []
    snippets = Counts(0, 0, 0)
    for example, belief in values:
        case, output = example.case, story_text(example, belief >= THRESHOLD)
        if case.page_type != "article":
            continue
        if case.gold is not None:
            counts.append(count_shingles(case.gold, output))
        else:
            page = count_snippets(case.with_, case.without, output)
            snippets = Counts(snippets.tp + page.tp, snippets.fp + page.fp, snippets.fn + page.fn)
    if not counts:
        return snippets.f1
    found = [count.precision for count in counts if count.tp + count.fp]
    wanted = [count.recall for count in counts if count.tp + count.fn]
    return harmonic(sum(found) / max(len(found), 1), sum(wanted) / max(len(wanted), 1))


if __name__ == "__main__":
    main()
