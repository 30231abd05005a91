"""What each kind of evidence brings: `python -m benchmarks.training.ablation SET...`.

The hosts are split in two; what is learned on either half is scored on the other. The first row
is one pass with all features; those below it lack one kind. Then come passes that see more.
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
    add_means,
    add_word_features,
    context_rows,
    first_rows,
    fit_blocks,
    fit_pass,
    opinion_rows,
    story_text,
)
from benchmarks.training.names import learn_names
from benchmarks.training.vocabulary import learn_vocabulary
from cleaners.judge.features.block_text import TEXT_FEATURES, Floats
from cleaners.judge.features.confidence import THRESHOLD
from cleaners.judge.features.elements import ELEMENT_FEATURES, NAME_FEATURES
from cleaners.judge.features.evidence import COPY_FEATURES
from cleaners.judge.features.first_pass import FIRST_PASS, with_scores
from cleaners.judge.features.line_words import VOCABULARY_FEATURES
from cleaners.judge.features.neighbours import NEIGHBOUR_FEATURES
from cleaners.judge.forest import to_probability

_UNSURE_SHARE = 0.05  # of the pages: those whose blocks are least certain are asked about
_HALVES = 2

_KINDS: dict[str, tuple[str, ...]] = {
    "text of the block": TEXT_FEATURES,
    "names that were learned": NAME_FEATURES,
    "words that were learned": VOCABULARY_FEATURES,
    "headline and description": ("headline_share", "headline_cover", "description_share"),
    "copies on the page": COPY_FEATURES,
    "elements around": ELEMENT_FEATURES,
    "neighbours": NEIGHBOUR_FEATURES,
}

Probabilities = dict[str, list[Floats]]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
def main(sets: Sequence[str]) -> None:
    """Print F1 on each SET with all evidence, without each kind of it, and with more passes."""
    try:
        examples = [example for name in sets for example in read_examples(load_set(name))]
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    tested: list[Example] = []
    found: Probabilities = defaultdict(list)
    for half in range(_HALVES):
        inside = [fold_of(example.domain, _HALVES, "ablation ") == half for example in examples]
        others = [e for e, here in zip(examples, inside, strict=True) if not here]
        these = [e for e, here in zip(examples, inside, strict=True) if here]
        tested += these
        for variant, values in _predict(others, these).items():
            found[variant] += values
    _print(tested, found)


def _predict(others: Sequence[Example], these: Sequence[Example]) -> Probabilities:
    """What each variant that learned from `others` gives the blocks of `these`."""
    add_word_features(others)
    names, vocabulary = learn_names(others), learn_vocabulary(others)
    for example in these:
        example.features = with_scores(example.features, vocabulary, names)
    found: Probabilities = {}
    for kind, missing in _KINDS.items():
        found[f"– {kind}"] = _one_pass(others, these, _without(missing))
    first = fit_pass(others, first_rows, "first_probability")
    for example in these:
        example.first_probability = to_probability(first.score(first_rows(example)))
    found["one pass, all evidence"] = [example.first_probability for example in these]
    context = fit_pass(others, context_rows, "context_probability")
    for example in these:
        example.context_probability = to_probability(context.score(context_rows(example)))
    add_means([*others, *these])
    found["context pass instead"] = [example.context_probability for example in these]
    found["mean of both passes"] = [example.probability for example in these]
    with_opinion = _one_pass(others, these, opinion_rows)
    found["+ second opinion, every page"] = with_opinion
    found["+ second opinion, least certain 5 %"] = _mixed(these, with_opinion)
    return found


def _without(missing: tuple[str, ...]) -> Callable[[Example], Floats]:
    columns = [FIRST_PASS.index(name) for name in missing]

    def rows(example: Example) -> Floats:
        matrix = first_rows(example).copy()
        matrix[:, columns] = 0
        return matrix

    return rows


def _one_pass(
    others: Sequence[Example], these: Sequence[Example], rows: Callable[[Example], Floats]
) -> list[Floats]:
    forest = fit_blocks(others, rows)
    return [to_probability(forest.score(rows(example))) for example in these]


def _mixed(these: Sequence[Example], with_opinion: list[Floats]) -> list[Floats]:
    """The mean of both passes; where it is least certain, the one with a second opinion."""
    doubts = []
    for example in these:
        words, probability = example.features.words, example.probability
        unsure = words * (np.abs(probability - THRESHOLD) < 0.3)
        doubts.append(unsure.sum() / max((words * probability).sum(), 1))
    limit = np.quantile(doubts, 1 - _UNSURE_SHARE)
    return [
        asked if doubt > limit else example.probability
        for example, asked, doubt in zip(these, with_opinion, doubts, strict=True)
    ]


def _print(tested: Sequence[Example], found: Probabilities) -> None:
    sets = list(dict.fromkeys(example.set_name for example in tested))
    click.echo("| F1 | " + " | ".join(sets) + " |")
    click.echo("|---|" + "---|" * len(sets))
    first = "one pass, all evidence"
    for variant in (first, *(variant for variant in found if variant != first)):
        values = list(zip(tested, found[variant], strict=True))
        cells = [_f1((e, p) for e, p in values if e.set_name == name) for name in sets]
        click.echo(f"| {variant} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")


def _f1(values: Iterable[tuple[Example, Floats]]) -> float:
    """Of mean precision and mean recall; of sums, where the gold are snippets."""
    counts: list[Counts] = []
    snippets = Counts(0, 0, 0)
    for example, probability in values:
        case, output = example.case, story_text(example, probability >= THRESHOLD)
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
